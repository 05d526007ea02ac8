import { parseArgs } from 'node:util';

/** The rows of measurements that there are. */
const ROWS = [1, 2, 3, 4, 5, 6, 7] as const;
const QUICK_ROWS: readonly number[] = [1, 3, 6];

/** What `npm run bench` was asked for. */
export interface BenchOptions {
  rows: readonly number[];
  /** Times that each measurement is made; the first one, which warms up, is not counted. */
  rounds: number;
  /** Smaller loads. */
  quick: boolean;
  /** Directory of another unpacked extension to measure beside ours. */
  against?: string;
  /** Make this run the committed one. */
  save: boolean;
}

/** What `npm run bench -- --help` prints. */
export const USAGE = `npm run bench [-- options]
  --quick          rows 1, 3 and 6 with small loads, under 90 s
  --rows 1,2,…     only these rows; default all
  --rounds N       rounds of each measurement, default 5
  --against DIR    measure rows 1 to 3 for another unpacked extension too
  --save           write bench/results.json and bench/RESULTS.md`;

/** Reads the command line; throws with one clear sentence where it makes no sense. */
export function parseBenchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      rows: { type: 'string' },
      rounds: { type: 'string' },
      against: { type: 'string' },
      save: { type: 'boolean', default: false },
    },
  });
  const { quick, against, save } = values;
  const rows = values.rows?.split(',').map(Number) ?? (quick ? QUICK_ROWS : ROWS);
  if (!rows.every((row) => (ROWS as readonly number[]).includes(row))) {
    throw new Error(`--rows names rows from 1 to ${ROWS.length}, not ${values.rows}`);
  }
  const rounds = Number(values.rounds ?? (quick ? 2 : 5));
  if (!Number.isInteger(rounds) || rounds < 1 || rounds > 100) {
    throw new Error(`--rounds is a number from 1 to 100, not ${values.rounds}`);
  }
  if (save && (quick || values.rows)) {
    throw new Error('--save wants a whole run, without --quick and --rows');
  }
  return { rows, rounds, quick, save, ...(against === undefined ? {} : { against }) };
}
