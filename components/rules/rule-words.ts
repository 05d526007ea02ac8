import { t } from '../../lib/i18n/translate.ts';
import type { NetworkAction, Replacement, Rule, RuleAction } from '../../lib/protocol/rule.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { formatBytes } from '../format/numbers.ts';
import { span } from './rule-form.ts';

const SHOWN = 60;

/** The name that the user reads. */
export function ruleName({ name }: Pick<Rule, 'name'>): string {
  return name.trim() ? visibleLine(name, 80) : t('rules.unnamed');
}

/** What may be missing when a message is made; what is wrong with a template the editor says. */
const MISSING = [
  'template.noReceivedPath',
  'template.noSentPath',
  'template.noReceived',
  'template.noSent',
] as const;

/** Why a rule, or a message of it, did not work out, as far as its reader said so in words. */
export function reasonWords(said: string): string {
  const missing = MISSING.find((key) => key === said);
  if (missing) return t(missing);
  // Names of problems are no words.
  return said.includes(' ') ? visibleLine(said, 120) : '';
}

/** What a rule does, in a few words. */
export function describeAction(action: RuleAction): string {
  switch (action.type) {
    case 'delay':
      if (action.ms === 0 && action.bytesPerSecond !== null)
        return t('ruleWords.limited', { rate: formatBytes(action.bytesPerSecond) });
      return t('ruleWords.delayed', { time: span(action.ms) });
    case 'drop':
      return t('ruleWords.dropped', { part: percent(action.rate) });
    case 'duplicate':
      return t('ruleWords.duplicated', { part: percent(action.rate) });
    case 'reorder':
      return t('ruleWords.reordered', { part: percent(action.rate) });
    case 'replace':
      return t('ruleWords.changed', { what: changed(action.change) });
    case 'answer':
      return t('ruleWords.answered', {
        to: t(action.to === 'page' ? 'ruleWords.thePage' : 'ruleWords.theServer'),
      });
    case 'close':
      return t('ruleWords.closed', { code: String(action.code) });
    case 'sequence':
      return t('ruleWords.steps', { count: action.steps.length });
    case 'redirect':
      return t('ruleWords.redirected', { url: visibleLine(action.url, SHOWN) });
    case 'network':
      return network(action);
    default:
      return t(`ruleActions.${action.type}`);
  }
}

function changed(change: Replacement): string {
  switch (change.how) {
    case 'json':
      return change.changes.map(({ path }) => visibleLine(path, SHOWN)).join(', ');
    case 'text':
      return t('ruleWords.text');
    case 'expression':
      return visibleLine(`/${change.source}/${change.flags}`, SHOWN);
    case 'patch':
      return t('ruleWords.byPatch');
    case 'bytes':
      return t('ruleWords.bytes');
    case 'body':
      return t('ruleWords.whole');
  }
}

function network(action: NetworkAction): string {
  if (action.offline) return t('ruleWords.offline');
  const { handshakeMs, latencyMs, jitterMs, upBytesPerSecond, downBytesPerSecond } = action;
  const isSlow =
    handshakeMs + latencyMs + jitterMs > 0 || (upBytesPerSecond ?? downBytesPerSecond) !== null;
  const parts = isSlow || action.disconnectMs === null ? [t('ruleWords.slow')] : [];
  if (action.disconnectMs !== null)
    parts.push(t('ruleWords.ended', { time: span(action.disconnectMs) }));
  return parts.join(' · ');
}

function percent(part: number): string {
  return String(Number((part * 100).toFixed(2)));
}
