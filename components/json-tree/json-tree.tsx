import { t } from '../../lib/i18n/translate.ts';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { findInJson, literal } from '../../lib/reading/find.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { shortPath } from '../../lib/reading/json-path.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { type Query, useFind } from '../find/use-find.ts';
import type { Unfold } from '../details/unfold-buttons.tsx';
import { isMenuKey, menuPlace } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { JsonLine } from './json-line.tsx';
import { TreeRows } from './tree-rows.ts';
import { openValueMenu } from './value-uses.ts';
import { ValueActions } from './value-actions.tsx';
import './json-tree.css';

const ROW_HEIGHT = 18;
const FIRST_LEVELS = 4;
const FIRST_LINES = 200;
const PATH_LIMIT = 300;

/** A JSON document as a tree of which only the lines in view are drawn. */
export function JsonTree(props: {
  document: JsonDocument;
  model: PanelModel;
  ui: PanelUi;
  unfold: Unfold;
  nested: boolean;
}) {
  const { document, model, ui, unfold, nested } = props;
  const rows = useMemo(() => {
    const made = new TreeRows(document);
    made.openFirst(FIRST_LEVELS, FIRST_LINES);
    return made;
  }, [document]);
  const [, redraw] = useState({});
  const [chosen, setChosen] = useState({ document, value: 0 });
  const selected = chosen.document === document ? chosen.value : 0;
  const view = useVirtualizer({ count: rows.length, rowHeight: ROW_HEIGHT });
  const row = rows.rowOf(selected);
  const finding = useFind(ui.find, document, search);

  const select = (next: number) => {
    if (next < 0 || next >= rows.length) return;
    setChosen({ document, value: rows.value(next) });
    view.reveal(next);
  };
  const toggle = (line: number) => {
    rows.toggle(line);
    setChosen({ document, value: rows.value(rows.isClosing(line) ? row : line) });
    redraw({});
  };
  const setAll = (open: boolean) => {
    rows.setAll(selected, open);
    redraw({});
  };
  const next = (by: 1 | -1, from = row) => {
    let at = from + by;
    while (at > 0 && at < rows.length && rows.isClosing(at)) at += by;
    return at;
  };

  const { current } = finding;
  const { reveal } = view;
  useEffect(() => {
    if (current === null) return;
    const at = rows.reveal(current);
    setChosen({ document, value: current });
    redraw({});
    // The virtualizer knows of lines that were opened only once they are drawn.
    const frame = requestAnimationFrame(() => reveal(at));
    return () => cancelAnimationFrame(frame);
  }, [document, rows, current, reveal]);

  const openMenu = (event: MouseEvent | KeyboardEvent) => {
    const tree = event.currentTarget as HTMLElement;
    const line = tree.querySelector(`#json-${row}`) ?? tree;
    event.preventDefault();
    event.stopPropagation();
    const pressed = (event.target as Element).closest<HTMLElement>('[data-index]');
    const value = pressed ? rows.value(Number(pressed.dataset['index'])) : selected;
    openValueMenu({ document, value, model, ui, nested }, menuPlace(event, line));
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (isMenuKey(event)) return openMenu(event);
    const filled = document.isFilled(selected);
    const open = rows.isOpen(selected);
    const steps: Record<string, () => void> = {
      ArrowDown: () => select(next(1)),
      ArrowUp: () => select(next(-1)),
      PageDown: () => select(next(-1, Math.min(rows.length, row + view.page))),
      PageUp: () => select(next(1, Math.max(-1, row - view.page))),
      Home: () => select(0),
      End: () => select(next(-1, rows.length)),
      ArrowRight: () => (filled && !open ? toggle(row) : select(next(1))),
      ArrowLeft: () =>
        filled && open ? toggle(row) : select(rows.rowOf(document.parent(selected))),
      Enter: () => filled && toggle(row),
      '*': () => setAll(true),
      '-': () => setAll(false),
    };
    const step = steps[event.key];
    if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step();
  };

  return (
    <div class="json">
      <div class="json-bar">
        <span class="json-path mono" title={visibleLine(shortPath(document, selected), 2000)}>
          {visibleLine(shortPath(document, selected), PATH_LIMIT)}
        </span>
        <ValueActions
          document={document}
          value={selected}
          model={model}
          ui={ui}
          unfold={unfold}
          nested={nested}
        />
      </div>
      <div
        class="json-body"
        role="tree"
        aria-label={t('jsonTree.title')}
        tabIndex={0}
        aria-activedescendant={row >= view.first && row < view.end ? `json-${row}` : undefined}
        onKeyDown={onKeyDown}
        onContextMenu={openMenu}
        onMouseDown={(event) => {
          const line = (event.target as Element).closest<HTMLElement>('[data-index]');
          if (line) setChosen({ document, value: rows.value(Number(line.dataset['index'])) });
        }}
        onDblClick={(event) => {
          const line = (event.target as Element).closest<HTMLElement>('[data-index]');
          if (line) toggle(Number(line.dataset['index']));
        }}
      >
        <VirtualRows
          view={view}
          role="group"
          class="json-rows mono"
          renderRow={(at) => {
            const value = rows.value(at);
            const closing = rows.isClosing(at);
            return (
              <JsonLine
                key={at}
                id={`json-${at}`}
                document={document}
                value={value}
                row={at}
                closing={closing}
                open={rows.isOpen(value)}
                selected={at === row}
                current={!closing && value === current}
                query={finding.query}
                onToggle={toggle}
              />
            );
          }}
        />
      </div>
    </div>
  );
}

function search(document: JsonDocument, { text, matchCase }: Query) {
  return findInJson(document, literal(text, matchCase));
}
