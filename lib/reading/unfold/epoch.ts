/** How a number counts time since 1970. */
export type EpochUnit = 's' | 'ms' | 'µs' | 'ns';

/** From 2001-09-09 to 2100: an earlier number of seconds has fewer digits, as many others have. */
const FIRST = 1_000_000_000;
const LAST = 4_102_444_800;
const UNITS: readonly { unit: EpochUnit; factor: number }[] = [
  { unit: 's', factor: 1 },
  { unit: 'ms', factor: 1e3 },
  { unit: 'µs', factor: 1e6 },
  { unit: 'ns', factor: 1e9 },
];

/**
 * The moment that a number may mean, in milliseconds since the epoch; undefined where no unit puts it
 * between 2001 and 2100. The spans of the units do not overlap.
 */
export function readEpoch(number: number): { time: number; unit: EpochUnit } | undefined {
  for (const { unit, factor } of UNITS) {
    const seconds = number / factor;
    if (seconds >= FIRST && seconds <= LAST) return { time: seconds * 1000, unit };
  }
  return undefined;
}
