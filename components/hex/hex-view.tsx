import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { countHexRows, hexRow, offsetDigits } from './hex-rows.ts';
import './hex.css';
import { t } from '../../lib/i18n/translate.ts';

const ROW_HEIGHT = 17;
/** Padding, gaps and scroll bar beside the characters of a row, pixels. */
const SPACE = 56;

/** Bytes as a hex dump: offset, sixteen bytes (eight or four where the pane is narrow), ASCII. */
export function HexView({ bytes }: { bytes: Uint8Array }) {
  const frame = useRef<HTMLDivElement>(null);
  const ruler = useRef<HTMLSpanElement>(null);
  const [perRow, setPerRow] = useState(16);
  const count = countHexRows(bytes.length, perRow);
  const digits = offsetDigits(bytes.length);
  const view = useVirtualizer({ count, rowHeight: ROW_HEIGHT });

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return;
    const measure = () => {
      const character = (ruler.current?.getBoundingClientRect().width ?? 0) / 100;
      const room = element.clientWidth - SPACE;
      const fits = [16, 8].find((perRow) => (digits + perRow * 4) * character <= room);
      setPerRow(fits ?? 4);
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [digits]);

  return (
    <div class="hex-frame mono" ref={frame}>
      <span class="hex-ruler" ref={ruler} aria-hidden="true">
        {'0'.repeat(100)}
      </span>
      <VirtualRows
        view={view}
        role="group"
        label={t('details.hexDump')}
        class="hex"
        renderRow={(index) => {
          const row = hexRow(bytes, index, perRow);
          return (
            <div key={view.elementKey(index)} class="hex-row">
              <span class="hex-offset">{row.offset}</span>
              <span class="hex-bytes" style={{ width: `${perRow * 3}ch` }}>
                {row.hex}
              </span>
              <span class="hex-ascii">{row.ascii}</span>
            </div>
          );
        }}
      />
    </div>
  );
}
