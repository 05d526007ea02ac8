import type { Rule } from './rule.ts';
import type { RuleChange } from './rules.ts';

/** Rules at most, over all sites: each that is on costs time at each message. */
export const MAX_RULES = 200;

/** Rules after a change, as background and panels make it; one rule more than may be is left out. */
export function changeRules(rules: readonly Rule[], change: RuleChange): readonly Rule[] {
  if (change.type === 'put') {
    const at = rules.findIndex(({ id }) => id === change.rule.id);
    if (at >= 0) return rules.with(at, change.rule);
    return rules.length < MAX_RULES ? [...rules, change.rule] : rules;
  }
  const rule = rules.find(({ id }) => id === change.id);
  if (!rule) return rules;
  if (change.type === 'switch') return rules.with(rules.indexOf(rule), { ...rule, on: change.on });
  const others = rules.filter((each) => each !== rule);
  return change.type === 'remove' ? others : others.toSpliced(change.to, 0, rule);
}
