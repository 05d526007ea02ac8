import { t } from '../../lib/i18n/translate.ts';
import { FIRST_FIELDS, newChange, newForm, newStep, type RuleForm } from './rule-form.ts';

/** What one can start from; each has a name and a hint in `ruleTemplates`. */
export type TemplateName = (typeof TEMPLATES)[number]['name'];

type Start = Partial<Omit<RuleForm, 'id' | 'fields'>> & { fields?: Partial<RuleForm['fields']> };

const SENT_JSON = 'dir:send kind:text';

/** What one can start from, what is asked for most first. */
export const TEMPLATES = [
  {
    name: 'deliver',
    start: () => ({
      type: 'answer',
      filter: 'dir:send',
      fields: { to: 'page', bodyFormat: 'json', body: '{"type": "hello"}' },
    }),
  },
  {
    name: 'change',
    start: () => ({
      type: 'replace',
      filter: SENT_JSON,
      fields: { how: 'json' },
      changes: [newChange({ path: '$.', value: '' })],
    }),
  },
  { name: 'hold', start: () => ({ type: 'pause', filter: 'dir:send' }) },
  { name: 'block', start: () => ({ type: 'block', filter: 'dir:receive' }) },
  {
    name: 'die',
    start: () => ({ type: 'network', fields: { disconnectMs: '5s' } }),
  },
  { name: 'mock', start: () => ({ type: 'mock' }) },
  { name: 'refuse', start: () => ({ type: 'refuse', fields: { forMs: '10s' } }) },
  { name: 'redirect', start: () => ({ type: 'redirect' }) },
  {
    name: 'slow',
    start: () => ({
      type: 'network',
      fields: { handshakeMs: '2s', latencyMs: '400ms', up: '50kB', down: '50kB' },
    }),
  },
  {
    name: 'flaky',
    start: () => ({
      type: 'network',
      fields: {
        latencyMs: '80ms',
        jitterMs: '400ms',
        disconnectMs: '20s',
        disconnectJitterMs: '15s',
      },
    }),
  },
  { name: 'offline', start: () => ({ type: 'network', fields: { offline: 'yes' } }) },
  { name: 'breakpoint', start: () => ({ type: 'break', filter: 'dir:send' }) },
  {
    name: 'sequence',
    start: () => ({
      type: 'sequence',
      filter: 'dir:send',
      steps: [
        newStep({ do: 'send', to: 'page', body: '{"type": "welcome"}' }),
        newStep({ do: 'wait', filter: 'dir:send', ms: '10s' }),
        newStep({ do: 'send', to: 'page', body: '{"type": "done"}' }),
      ],
    }),
  },
  { name: 'blank', start: () => ({}) },
] as const satisfies readonly { name: string; start: () => Start }[];

/** A rule as a template begins it. @param site of the page, or `*` */
export function startFrom(name: TemplateName, site: string): RuleForm {
  const template = TEMPLATES.find((each) => each.name === name);
  const { fields = {}, ...values }: Start = template?.start() ?? {};
  return newForm({
    ...values,
    site,
    name: name === 'blank' ? '' : t(`ruleTemplates.${name}`),
    fields: { ...FIRST_FIELDS, ...fields },
  });
}
