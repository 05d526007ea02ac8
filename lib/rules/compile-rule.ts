import type { Destination, MessageAction, ConnectionAction, Rule } from '../protocol/rule.ts';
import { isConnectionAction } from '../protocol/rule.ts';
import type { RuleFailure } from '../protocol/rules.ts';
import { compileFilter } from '../query/compile-filter.ts';
import { FilterError } from '../query/filter-syntax.ts';
import { needsOf } from '../query/log-subject.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Predicate } from '../query/predicate.ts';
import { askedSubject } from './asked.ts';
import type { Asked } from './asked.ts';
import { compileBody } from './compile-body.ts';
import type { MakeBody } from './compile-body.ts';
import { compileReplacement } from './compile-replacement.ts';
import type { Replace } from './compile-replacement.ts';
import { RuleError } from './rule-error.ts';

/** What a rule does to a message, read. */
export type Effect =
  | Exclude<MessageAction, { type: 'replace' | 'answer' | 'sequence' }>
  | { readonly type: 'replace'; readonly replace: Replace }
  | {
      readonly type: 'answer';
      readonly to: Destination;
      readonly make: MakeBody;
      readonly instead: boolean;
    }
  | { readonly type: 'sequence'; readonly steps: readonly SequencePart[] };

/** A step of a sequence, read. */
export type SequencePart =
  | { readonly do: 'send'; readonly to: Destination; readonly make: MakeBody }
  | { readonly do: 'wait'; readonly passes: Predicate<Asked>; readonly withinMs: number }
  | { readonly do: 'rest'; readonly ms: number };

/** A rule that can be asked. */
export interface CompiledRule {
  readonly id: string;
  /** What it was made of, to know it again. */
  readonly source: string;
  readonly passes: Predicate<Asked>;
  readonly needsHeartbeats: boolean;
  /** Null of one that acts on connections. */
  readonly effect: Effect | null;
  readonly connection: ConnectionAction | null;
  /** Whether this one of those that pass is meant; counts it. */
  counts: (random: () => number) => boolean;
}

/** Makes a rule ready to be asked, or says what of it cannot be read. */
export function compileRule(rule: Rule, now: number): CompiledRule | RuleFailure {
  try {
    const { action } = rule;
    const { passes, needsHeartbeats } = readFilter(rule.match.filter, now);
    const isOfConnections = isConnectionAction(action);
    return {
      id: rule.id,
      source: JSON.stringify(rule),
      passes,
      needsHeartbeats,
      effect: isOfConnections ? null : compileAction(action, now),
      connection: isOfConnections ? action : null,
      counts: countsOf(rule),
    };
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { rule: rule.id, problem: error.problem, said: error.said };
  }
}

function compileAction(action: MessageAction, now: number): Effect {
  switch (action.type) {
    case 'replace':
      return { type: 'replace', replace: compileReplacement(action.change) };
    case 'answer':
      return {
        type: 'answer',
        to: action.to,
        make: compileBody(action.body),
        instead: action.instead,
      };
    case 'sequence':
      return {
        type: 'sequence',
        steps: action.steps.map((step): SequencePart => {
          if (step.do === 'rest') return step;
          if (step.do === 'send') return { do: 'send', to: step.to, make: compileBody(step.body) };
          const { passes } = readFilter(step.filter, now);
          return { do: 'wait', passes, withinMs: step.withinMs };
        }),
      };
    default:
      return action;
  }
}

function readFilter(
  filter: string,
  now: number,
): { passes: Predicate<Asked>; needsHeartbeats: boolean } {
  try {
    const node = parseFilter(filter);
    if (!node) return { passes: () => true, needsHeartbeats: false };
    const passes = compileFilter(node, askedSubject, now);
    return { passes, needsHeartbeats: needsOf(node).heartbeats };
  } catch (error) {
    if (error instanceof FilterError) throw new RuleError('filter', error.problem);
    throw error;
  }
}

/** Every so-manieth, of those a part, of those the first. */
function countsOf({
  match: { every = 1, probability = 1, first = Infinity },
}: Rule): (random: () => number) => boolean {
  let seen = 0;
  let taken = 0;
  return (random) => {
    seen += 1;
    if (taken >= first || seen % every !== 0) return false;
    if (probability < 1 && random() >= probability) return false;
    taken += 1;
    return true;
  };
}
