import { useMemo, useState } from 'preact/hooks';
import { CopyButton } from '../clipboard/copy-button.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { t } from '../../lib/i18n/translate.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { flatten, openFirstLevels } from './flatten.ts';
import { JsonLine } from './json-line.tsx';
import { createRoot, isContainer, type JsonNode, type JsonValue, pathOf } from './json-node.ts';
import { stringify } from './stringify.ts';
import './json-tree.css';

const ROW_HEIGHT = 18;
const FIRST_LEVELS = 4;
const FIRST_LINES = 200;
const PATH_LIMIT = 300;

/** A parsed value as a tree of which only the lines in view are drawn. */
export function JsonTree({ value, ui }: { value: JsonValue; ui: PanelUi }) {
  const tree = useMemo(() => {
    const root = createRoot(value);
    openFirstLevels(root, FIRST_LEVELS, FIRST_LINES);
    return { root, rows: flatten(root) };
  }, [value]);
  const { root, rows } = tree;
  const [, redraw] = useState({});
  const [selected, setSelected] = useState<JsonNode | null>(null);
  const view = useVirtualizer({ count: rows.length, rowHeight: ROW_HEIGHT });
  const current = selected && root === rootOf(selected) ? selected : root;
  const index = rows.findIndex((row) => row.node === current && !row.closing);

  const toggle = (node: JsonNode) => {
    node.open = !node.open;
    setSelected(node);
    tree.rows = flatten(root);
    redraw({});
  };
  const select = (next: number) => {
    const row = rows[next];
    if (!row) return;
    setSelected(row.node);
    view.reveal(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, () => void> = {
      ArrowDown: () => select(nextNode(1)),
      ArrowUp: () => select(nextNode(-1)),
      Home: () => select(0),
      End: () => select(nextNode(-1, rows.length)),
      ArrowRight: () =>
        isContainer(current) && !current.open ? toggle(current) : select(index + 1),
      ArrowLeft: () => {
        if (isContainer(current) && current.open) toggle(current);
        else select(rows.findIndex((row) => row.node === current.parent));
      },
      Enter: () => isContainer(current) && toggle(current),
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step();
  };
  const nextNode = (step: 1 | -1, from = index) => {
    let next = from + step;
    while (rows[next]?.closing) next += step;
    return next;
  };

  return (
    <div class="json">
      <div class="json-bar">
        <span class="json-path mono" title={visibleLine(pathOf(current), 2000)}>
          {visibleLine(pathOf(current), PATH_LIMIT)}
        </span>
        <CopyButton label={t('jsonTree.copyPath')} ui={ui} text={() => pathOf(current)} />
        <CopyButton label={t('jsonTree.copyValue')} ui={ui} text={() => copyOf(current)} />
      </div>
      <div
        class="json-body"
        role="tree"
        aria-label={t('jsonTree.title')}
        tabIndex={0}
        aria-activedescendant={
          index >= view.first && index < view.end ? `json-${index}` : undefined
        }
        onKeyDown={onKeyDown}
        onMouseDown={(event) => {
          const line = (event.target as Element).closest<HTMLElement>('[data-index]');
          const row = line && rows[Number(line.dataset['index'])];
          if (row) setSelected(row.node);
        }}
        onDblClick={() => isContainer(current) && toggle(current)}
      >
        <VirtualRows
          view={view}
          role="group"
          class="json-rows mono"
          renderRow={(at) => {
            const row = rows[at];
            return (
              row && (
                <JsonLine
                  key={at}
                  id={`json-${at}`}
                  row={row}
                  index={at}
                  selected={at === index}
                  onToggle={toggle}
                />
              )
            );
          }}
        />
      </div>
    </div>
  );
}

function rootOf(node: JsonNode): JsonNode {
  let root = node;
  while (root.parent) root = root.parent;
  return root;
}

function copyOf(node: JsonNode): string {
  return typeof node.value === 'string' ? node.value : stringify(node.value);
}
