import { readRule } from './read-rules.ts';
import type { RuleChange, RulePanelMessage } from './rules.ts';
import { isPauseDecision } from './rules.ts';

// Apart from what they say to each other: panel and engine do without what reads a rule.

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether a panel's message may be carried out. */
export function isRulePanelMessage(value: unknown): value is RulePanelMessage {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'attach':
      return isCount(value.tabId);
    case 'change':
      return Array.isArray(value.changes) && value.changes.every(isRuleChange);
    case 'decide':
      return isString(value.documentId) && isPauseDecision(value.decision);
    case 'forward-all':
      return true;
    default:
      return false;
  }
}

function isRuleChange(value: unknown): value is RuleChange {
  if (!isObject(value)) return false;
  if (value.type === 'put') return !('problem' in readRule(value.rule));
  if (!isString(value.id)) return false;
  if (value.type === 'switch') return typeof value.on === 'boolean';
  return value.type === 'remove' || (value.type === 'move' && isCount(value.to));
}
