import { Fragment } from 'preact';
import { hexOf } from './hex-rows.ts';

/** What stands out in a hex dump; offsets, ends excluded. */
export interface HexMarks {
  selected: { start: number; end: number };
  cursor: number;
  /** Matches of the find bar: their offsets in order, and how long each is. */
  found: readonly number[];
  foundLength: number;
  current: number | null;
}

/** One line of a hex dump, with a cell for each byte. */
export function HexRow(props: {
  bytes: Uint8Array;
  row: number;
  perRow: number;
  digits: number;
  marks: HexMarks;
}) {
  const { bytes, row, perRow, digits, marks } = props;
  const start = row * perRow;
  const end = Math.min(start + perRow, bytes.length);
  const classes: string[] = [];
  for (let at = start; at < end; at += 1) classes.push(classOf(at, marks));
  const cells = Array.from(bytes.subarray(start, end), (byte, index) => ({ byte, index }));
  return (
    <div class="hex-row" role="row" aria-rowindex={row + 1}>
      <span class="hex-offset" role="rowheader">
        {start.toString(16).padStart(digits, '0')}
      </span>
      <span class="hex-bytes" role="presentation" style={{ width: `${perRow * 3 + 1}ch` }}>
        {cells.map(({ byte, index }) => (
          <Fragment key={index}>
            {index === perRow / 2 && ' '}
            <span
              id={`hex-${start + index}`}
              role="gridcell"
              aria-selected={classes[index]!.includes('hex-selected')}
              data-offset={start + index}
              class={classes[index]}
            >
              {`${hexOf(byte)} `}
            </span>
          </Fragment>
        ))}
      </span>
      <span class="hex-ascii" aria-hidden="true">
        {cells.map(({ byte, index }) => (
          <span key={index} data-offset={start + index} class={classes[index]}>
            {byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'}
          </span>
        ))}
      </span>
    </div>
  );
}

function classOf(at: number, marks: HexMarks): string {
  const { selected, cursor, found, foundLength, current } = marks;
  let classes = at >= selected.start && at < selected.end ? 'hex-selected' : '';
  if (at === cursor) classes += ' hex-cursor';
  if (current !== null && at >= current && at < current + foundLength)
    return `${classes} hex-found hex-current`;
  return isWithin(found, foundLength, at) ? `${classes} hex-found` : classes;
}

/** Whether an offset is in one of the matches; a binary search, as there may be many. */
function isWithin(found: readonly number[], length: number, at: number): boolean {
  let low = 0;
  let high = found.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((found[middle] as number) <= at) low = middle + 1;
    else high = middle;
  }
  return low > 0 && at < (found[low - 1] as number) + length;
}
