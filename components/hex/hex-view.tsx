import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { findInBytes } from '../../lib/reading/find.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { copyBytes } from '../clipboard/copy-payload.ts';
import { decodeHex } from '../composer/decode-input.ts';
import { type Query, useFind } from '../find/use-find.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { HexInspector } from './hex-inspector.tsx';
import { HexRow } from './hex-row.tsx';
import { countHexRows, offsetDigits } from './hex-rows.ts';
import { type HexSelection, moveSelection, rangeOf } from './hex-selection.ts';
import { useBytesPerRow } from './use-bytes-per-row.ts';
import './hex.css';

const ROW_HEIGHT = 17;

/** Bytes as a hex dump: offset, bytes, ASCII. What is chosen is copied and read as numbers. */
export function HexView(props: { bytes: Uint8Array; model: PanelModel; ui: PanelUi }) {
  const { bytes, model, ui } = props;
  const frame = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const digits = offsetDigits(bytes.length);
  const perRow = useBytesPerRow(frame, ruler, digits);
  const count = countHexRows(bytes.length, perRow);
  const view = useVirtualizer({ count, rowHeight: ROW_HEIGHT });
  const [selection, setSelection] = useState<HexSelection>({ anchor: 0, cursor: 0 });
  const finding = useFind(ui.find, bytes, search);
  const { current, at: found } = finding;
  const foundLength = finding.query ? wantedBytes(finding.query).length : 0;
  const { reveal } = view;

  const select = (next: HexSelection) => {
    setSelection(next);
    reveal(Math.floor(next.cursor / perRow));
  };
  useEffect(() => {
    if (current === null) return;
    setSelection({ anchor: current, cursor: current + foundLength - 1 });
    reveal(Math.floor(current / perRow));
  }, [current, foundLength, perRow, reveal]);

  const onKeyDown = (event: KeyboardEvent) => {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    if (command && event.key.toLowerCase() === 'c') {
      const { start, end } = rangeOf(selection);
      void copyBytes(bytes.subarray(start, end), ui);
    } else {
      const next = moveSelection(selection, event, {
        length: bytes.length,
        perRow,
        page: view.page,
      });
      if (!next) return;
      if (command && event.key.toLowerCase() === 'a') setSelection(next);
      else select(next);
    }
    event.preventDefault();
    event.stopPropagation();
  };

  const onPointer = (event: PointerEvent) => {
    if (event.button !== 0 && event.type === 'pointerdown') return;
    if (event.type === 'pointermove' && !(event.buttons & 1)) return;
    const under = (event.target as Element).closest<HTMLElement>('[data-offset]');
    const offset = under?.dataset['offset'];
    if (offset === undefined) return;
    const cursor = Number(offset);
    const keeps = event.type === 'pointermove' || event.shiftKey;
    setSelection(({ anchor }) => ({ anchor: keeps ? anchor : cursor, cursor }));
  };

  const range = rangeOf(selection);
  const seen = Math.floor(selection.cursor / perRow);
  const marks = { selected: range, cursor: selection.cursor, found, foundLength, current };
  return (
    <div class="hex-frame" ref={frame}>
      <span class="hex-ruler mono" ref={ruler} aria-hidden="true">
        {'0'.repeat(100)}
      </span>
      <div
        class="hex-grid mono"
        role="grid"
        aria-label={t('details.hexDump')}
        aria-multiselectable="true"
        aria-rowcount={count}
        tabIndex={0}
        aria-activedescendant={
          seen >= view.first && seen < view.end ? `hex-${selection.cursor}` : undefined
        }
        onKeyDown={onKeyDown}
        onPointerDown={onPointer}
        onPointerMove={onPointer}
      >
        <VirtualRows
          view={view}
          role="rowgroup"
          class="hex"
          renderRow={(row) => (
            <HexRow
              key={view.elementKey(row)}
              bytes={bytes}
              row={row}
              perRow={perRow}
              digits={digits}
              marks={marks}
            />
          )}
        />
      </div>
      <HexInspector bytes={bytes} range={range} open={model.preferences.hexValues} ui={ui} />
    </div>
  );
}

function search(bytes: Uint8Array, query: Query) {
  return findInBytes(bytes, wantedBytes(query), query.matchCase || isHex(query.text));
}

/** Pairs of hexadecimal digits with spaces between, or a `0x` before, are bytes; all else is text. */
function wantedBytes({ text }: Query): Uint8Array {
  if (isHex(text)) {
    const decoded = decodeHex(text);
    if (decoded.ok && typeof decoded.data !== 'string') return decoded.data;
  }
  return new TextEncoder().encode(text);
}

function isHex(text: string): boolean {
  return /^(?:0x[\da-f]{2}(?:\s?[\da-f]{2})*|[\da-f]{2}(?:\s[\da-f]{2})+)$/i.test(text.trim());
}
