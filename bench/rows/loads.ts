import type { PayloadKind } from '../loads.ts';
import type { Load } from '../subject.ts';

const SIZES: readonly [size: number, label: string, count: number][] = [
  [100, '100 B', 20_000],
  [1000, '1 kB', 10_000],
  [64_000, '64 kB', 800],
];
const KINDS: readonly [kind: PayloadKind, label: string][] = [
  ['text', 'text'],
  ['arraybuffer', 'ArrayBuffer'],
  ['blob', 'Blob'],
];

/** A load with what the table calls it. */
export interface NamedLoad {
  name: string;
  load: Load;
}

/** Each way, each kind, each size; a quick run leaves out what costs most. */
export function pageLoads(quick: boolean): NamedLoad[] {
  const directions = ['receive', 'send'] as const;
  return directions.flatMap((direction) =>
    KINDS.filter(([kind]) => !quick || kind === 'text').flatMap(([kind, kindLabel]) =>
      SIZES.filter(([size]) => !quick || size < 64_000).map(([size, sizeLabel, count]) => ({
        name: `${direction} ${kindLabel} ${sizeLabel}`,
        // Blobs cost a page and its browser ten times as much.
        load: { direction, kind, size, count: kind === 'blob' || quick ? count / 2 : count },
      })),
    ),
  );
}
