import type { RuleFailureProblem } from '../protocol/rules.ts';

/** A part of a rule cannot be read, or did not work out for one message. */
export class RuleError extends Error {
  override readonly name = 'RuleError';
  readonly problem: RuleFailureProblem;
  /** What the reader of it said: a filter's problem, a key of the templates' texts. */
  readonly said: string;

  constructor(problem: RuleFailureProblem, said = '') {
    super(problem);
    this.problem = problem;
    this.said = said;
  }
}
