import { EventFlag, isMessageKind } from '../../protocol/events.ts';
import type { LogReader } from '../../session/types.ts';
import type { Work } from '../slices.ts';

/** Rows looked at between two yields. */
const STRIDE = 2048;

/**
 * The row of the message before another one that is of the same kind: of the same connection and
 * direction, text or binary alike, and, where it has one, with the same label. Null where there is none.
 */
export function* previousOfKind({
  log,
  row,
  labelOf,
}: {
  log: LogReader;
  row: number;
  labelOf: (row: number) => string | undefined;
}): Work<number | null> {
  const connection = log.connection(row);
  const kind = log.kind(row);
  const binary = log.flags(row) & EventFlag.Binary;
  const label = labelOf(row);
  if (!isMessageKind(kind)) return null;
  for (let at = row - 1; at >= 0; at -= 1) {
    if (at % STRIDE === 0) yield (row - at) / row;
    if (log.connection(at) !== connection || log.kind(at) !== kind) continue;
    if ((log.flags(at) & EventFlag.Binary) !== binary) continue;
    if (label === undefined || labelOf(at) === label) return at;
  }
  return null;
}
