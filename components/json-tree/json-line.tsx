import { t } from '../../lib/i18n/translate.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { MarkedText } from '../find/marked-text.tsx';
import type { Query } from '../find/use-find.ts';

/** Deeper lines are not indented further; they would leave the pane. */
const MAX_INDENT = 24;
const INDENT = 14;
const KEY_LIMIT = 200;
const VALUE_LIMIT = 1000;

interface LineProps {
  document: JsonDocument;
  value: number;
  open: boolean;
  query: Query | null;
}

/** One line of a JSON tree. */
export function JsonLine(
  props: LineProps & {
    id: string;
    row: number;
    closing: boolean;
    selected: boolean;
    /** The match that the find bar is at. */
    current: boolean;
    onToggle: (row: number) => void;
  },
) {
  const { document, value, closing, open } = props;
  const depth = document.depth(value);
  const array = document.type(value) === 'array';
  const foldable = document.isFilled(value) && !closing;
  const item = closing
    ? { role: 'presentation' as const }
    : {
        role: 'treeitem' as const,
        'aria-level': depth + 1,
        'aria-expanded': foldable ? open : undefined,
        'aria-selected': props.selected,
      };
  const marks = `${props.selected ? 'json-selected' : ''} ${props.current ? 'json-current' : ''}`;
  return (
    <div
      id={props.id}
      class={`json-line ${marks}`}
      {...item}
      data-index={props.row}
      style={{ paddingLeft: `${10 + Math.min(depth, MAX_INDENT) * INDENT}px` }}
    >
      <span
        class="json-fold"
        aria-hidden="true"
        onClick={foldable ? () => props.onToggle(props.row) : undefined}
      >
        {foldable && (open ? '▾' : '▸')}
      </span>
      {closing ? (
        <span>{array ? ']' : '}'}</span>
      ) : (
        <>
          {depth > MAX_INDENT && <span class="json-note">{t('jsonTree.level', { depth })} </span>}
          <Name {...props} />
          <Value {...props} />
        </>
      )}
    </div>
  );
}

function Name({ document, value, query }: LineProps) {
  const name = document.name(value, KEY_LIMIT);
  if (name === null) return null;
  if (typeof name === 'number')
    return (
      <>
        <span class="json-index">{name}</span>
        {': '}
      </>
    );
  return (
    <>
      <span class="json-key">
        {name === '' ? '""' : <MarkedText text={visibleLine(name, KEY_LIMIT)} query={query} />}
      </span>
      {': '}
    </>
  );
}

function Value({ document, value, open, query }: LineProps) {
  const type = document.type(value);
  if (type === 'string')
    return (
      <span class="json-string">
        "
        <MarkedText
          text={visibleLine(document.string(value, VALUE_LIMIT), VALUE_LIMIT)}
          query={query}
        />
        "
      </span>
    );
  if (type !== 'object' && type !== 'array')
    return (
      <span class="json-number">
        <MarkedText
          text={visibleLine(document.source(value, VALUE_LIMIT + 1), VALUE_LIMIT)}
          query={query}
        />
      </span>
    );
  const array = type === 'array';
  const count = document.count(value);
  if (count === 0) return <span>{array ? '[]' : '{}'}</span>;
  if (open) return <span>{array ? '[' : '{'}</span>;
  return (
    <span>
      {array ? '[…]' : '{…}'}{' '}
      <span class="json-note">{t(array ? 'units.items' : 'units.keys', { count })}</span>
    </span>
  );
}
