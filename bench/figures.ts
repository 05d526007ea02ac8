import { median, quartiles } from './statistics.ts';

/** What a goal is said of. */
type Measure = 'value' | 'ratio' | 'difference';

/** A bound that the issue of the bench sets. */
export interface Goal {
  of: Measure;
  most?: number;
  least?: number;
}

/** One line of the bench's table. */
export interface Figure {
  /** Number of the row of measurements it belongs to. */
  row: number;
  /** Unique within its row; the comparison with an older run goes by both. */
  name: string;
  unit: string;
  value: number;
  /** How often it was measured. */
  rounds: number;
  /** First and third quartile of the rounds. */
  spread: [low: number, high: number];
  /** The same without Sockscope, from the same run. */
  reference?: number;
  /** Median over the rounds of value ÷ reference, pair by pair. */
  ratio?: number;
  /** Median over the rounds of value − reference, pair by pair. */
  difference?: number;
  goal?: Goal;
}

interface Naming {
  row: number;
  name: string;
  unit: string;
  goal?: Goal | undefined;
}

/** A figure of some rounds; `references` are those of the same rounds, in the same order. */
export function figureOf(
  { goal, ...naming }: Naming,
  values: readonly number[],
  references?: readonly number[],
): Figure {
  const figure: Figure = {
    ...naming,
    value: median(values),
    rounds: values.length,
    spread: quartiles(values),
  };
  if (goal) figure.goal = goal;
  if (!references) return figure;
  const pairs = values.map((value, at) => [value, references[at]!] as const);
  figure.reference = median(references);
  figure.ratio = median(pairs.map(([value, reference]) => value / reference));
  figure.difference = median(pairs.map(([value, reference]) => value - reference));
  return figure;
}

/** Whether a figure reaches its goal; undefined where it has none. */
export function reachesGoal(figure: Figure): boolean | undefined {
  const { goal } = figure;
  if (!goal) return undefined;
  const measured = figure[goal.of];
  if (measured === undefined) return false;
  return measured <= (goal.most ?? Infinity) && measured >= (goal.least ?? -Infinity);
}
