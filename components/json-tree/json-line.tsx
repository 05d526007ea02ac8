import { t } from '../../lib/i18n/translate.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { JsonRow } from './flatten.ts';
import { childCount, isContainer, type JsonNode } from './json-node.ts';

/** Deeper lines are not indented further; they would leave the pane. */
const MAX_INDENT = 24;
const INDENT = 14;
const KEY_LIMIT = 200;
const VALUE_LIMIT = 1000;

/** One line of a JSON tree. */
export function JsonLine(props: {
  row: JsonRow;
  index: number;
  id: string;
  selected: boolean;
  onToggle: (node: JsonNode) => void;
}) {
  const { node, closing } = props.row;
  const container = isContainer(node);
  const array = Array.isArray(node.value);
  const foldable = container && !closing;
  return (
    <div
      id={props.id}
      class={`json-line ${props.selected ? 'json-selected' : ''}`}
      role="treeitem"
      aria-level={node.depth + 1}
      aria-expanded={foldable ? node.open : undefined}
      aria-selected={props.selected}
      data-index={props.index}
      style={{ paddingLeft: `${10 + Math.min(node.depth, MAX_INDENT) * INDENT}px` }}
    >
      <span
        class="json-fold"
        aria-hidden="true"
        onClick={foldable ? () => props.onToggle(node) : undefined}
      >
        {foldable && (node.open ? '▾' : '▸')}
      </span>
      {closing ? (
        <span>{array ? ']' : '}'}</span>
      ) : (
        <>
          {node.depth > MAX_INDENT && (
            <span class="json-note">{t('jsonTree.level', { depth: node.depth })} </span>
          )}
          <Key node={node} />
          <Value node={node} container={container} array={array} />
        </>
      )}
    </div>
  );
}

function Key({ node }: { node: JsonNode }) {
  if (node.kind === 'range')
    return (
      <span class="json-note">
        [{node.start} … {node.end - 1}]
      </span>
    );
  if (node.key === null) return null;
  const text = typeof node.key === 'number' ? String(node.key) : visibleLine(node.key, KEY_LIMIT);
  return (
    <>
      <span class={typeof node.key === 'number' ? 'json-index' : 'json-key'}>{text || '""'}</span>
      {': '}
    </>
  );
}

function Value(props: { node: JsonNode; container: boolean; array: boolean }) {
  const { value, kind, open } = props.node;
  if (kind === 'range') return null;
  if (typeof value === 'string')
    return <span class="json-string">"{visibleLine(value, VALUE_LIMIT)}"</span>;
  if (typeof value === 'number') return <NumberValue value={value} />;
  if (value === null || typeof value === 'boolean')
    return <span class="json-number">{String(value)}</span>;
  if (!props.container) return <span>{props.array ? '[]' : '{}'}</span>;
  if (open) return <span>{props.array ? '[' : '{'}</span>;
  const count = childCount(props.node);
  return (
    <span>
      {props.array ? '[…]' : '{…}'}{' '}
      <span class="json-note">{t(props.array ? 'units.items' : 'units.keys', { count })}</span>
    </span>
  );
}

function NumberValue({ value }: { value: number }) {
  const exact = !Number.isInteger(value) || Number.isSafeInteger(value);
  return (
    <span class="json-number">
      {String(value)}
      {!exact && (
        <span class="json-note" title={t('jsonTree.roundedHint')}>
          {' '}
          {t('jsonTree.rounded')}
        </span>
      )}
    </span>
  );
}
