import type { Signal } from '@preact/signals';
import { t } from '../../lib/i18n/translate.ts';
import { readNumbers, readUtf8, readVarint, unzigzag } from '../../lib/reading/read-bytes.ts';
import { readEpoch } from '../../lib/reading/unfold/epoch.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { copyBytes } from '../clipboard/copy-payload.ts';
import { formatMoment } from '../format/times.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

interface InspectorProps {
  bytes: Uint8Array;
  range: { start: number; end: number };
  /** Whether the values are shown. */
  open: Signal<boolean>;
  ui: PanelUi;
}

/** What the bytes from the cursor, or from the beginning of the selection, on may mean. */
export function HexInspector(props: InspectorProps) {
  const { bytes, range, ui } = props;
  const open = props.open.value;
  const count = range.end - range.start;
  return (
    <div class="hex-inspector">
      <div class="hex-inspector-bar">
        <button
          type="button"
          class="button button-quiet"
          aria-expanded={open}
          aria-controls="hex-readings"
          onClick={() => {
            props.open.value = !open;
          }}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span> {t('hex.inspector')}
        </button>
        <span class="hex-place mono">
          {t('hex.place', { offset: String(range.start), hex: range.start.toString(16), count })}
        </span>
        <button
          type="button"
          class="button button-quiet"
          onClick={() => void copyBytes(bytes.subarray(range.start, range.end), ui)}
        >
          {t('hex.copySelection')}
        </button>
      </div>
      <div id="hex-readings" class="hex-readings" hidden={!open}>
        {open && <Readings bytes={bytes} at={range.start} />}
      </div>
    </div>
  );
}

function Readings({ bytes, at }: { bytes: Uint8Array; at: number }) {
  const numbers = readNumbers(bytes, at);
  const varint = readVarint(bytes, at);
  const utf8 = readUtf8(bytes, at);
  const times = numbers.filter(({ name }) => TIMES.has(name));
  return (
    <table class="hex-table mono">
      <thead>
        <tr>
          <th scope="col">{t('hex.type')}</th>
          <th scope="col">{t('hex.little')}</th>
          <th scope="col">{t('hex.big')}</th>
        </tr>
      </thead>
      <tbody>
        {numbers.map(({ name, little, big }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {little === big && name.endsWith('int8') ? (
              <td colSpan={2}>{little ?? '–'}</td>
            ) : (
              <>
                <td>{little ?? '–'}</td>
                <td>{big ?? '–'}</td>
              </>
            )}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('hex.time')}</th>
          <td>{momentOf(times.map(({ little }) => little))}</td>
          <td>{momentOf(times.map(({ big }) => big))}</td>
        </tr>
        <tr>
          <th scope="row">varint</th>
          <td colSpan={2}>
            {varint
              ? t('hex.varint', { value: String(varint.value), bytes: varint.byteLength })
              : '–'}
          </td>
        </tr>
        <tr>
          <th scope="row">zigzag</th>
          <td colSpan={2}>{varint ? String(unzigzag(varint.value)) : '–'}</td>
        </tr>
        <tr>
          <th scope="row">UTF-8</th>
          <td colSpan={2}>{utf8 === undefined ? '–' : describeCharacter(utf8)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** The readings that times are kept in. */
const TIMES = new Set(['uint32', 'uint64', 'float64']);

/** The first of some numbers that can be a time, in words. */
function momentOf(numbers: readonly (string | undefined)[]): string {
  for (const number of numbers) {
    const epoch = number === undefined ? undefined : readEpoch(Number(number));
    if (epoch) return `${formatMoment(epoch.time)} (${epoch.unit})`;
  }
  return '–';
}

function describeCharacter(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  const shown = visibleLine(character, 2);
  return shown.startsWith('‹') ? `U+${code}` : `${shown} U+${code}`;
}
