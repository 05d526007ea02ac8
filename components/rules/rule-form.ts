import { decodeBase64 } from '../composer/decode-input.ts';
import { encodeHex } from '../composer/encode-bytes.ts';
import type { InputFormat } from '../composer/codecs.ts';
import { findJsonError } from '../../lib/reading/json-error.ts';
import type { Rule, RuleAction, RuleBody, SequenceStep } from '../../lib/protocol/rule.ts';

/** A rule as it stands in the editor: text in fields, right or wrong. */
export interface RuleForm {
  readonly id: string;
  readonly name: string;
  readonly site: string;
  readonly filter: string;
  readonly every: string;
  /** Percent. */
  readonly probability: string;
  readonly first: string;
  readonly type: RuleAction['type'];
  /** Those of other actions stay for when one goes back to them. */
  readonly fields: RuleFields;
  readonly changes: readonly ChangeForm[];
  readonly steps: readonly StepForm[];
}

/** A change of a JSON message. */
export interface ChangeForm {
  readonly key: string;
  readonly do: 'set' | 'remove';
  readonly path: string;
  readonly value: string;
}

/** A step of a sequence; which of the fields count is a matter of `do`. */
export interface StepForm {
  readonly key: string;
  readonly do: SequenceStep['do'];
  readonly to: string;
  readonly format: InputFormat;
  readonly body: string;
  readonly filter: string;
  readonly ms: string;
}

/** Fields of actions while nothing was typed. Flags are `yes` or empty. */
export const FIRST_FIELDS = {
  ms: '1s',
  jitter: '',
  bytesPerSecond: '',
  rate: '10',
  times: '1',
  window: '3',
  how: 'json',
  find: '',
  with: '',
  source: '',
  flags: '',
  patch: '',
  findHex: '',
  withHex: '',
  bodyFormat: 'json',
  body: '',
  to: 'page',
  instead: '',
  closeHow: 'end',
  code: '1006',
  reason: '',
  after: '',
  forMs: '',
  url: '',
  protocol: '',
  offline: '',
  handshakeMs: '',
  latencyMs: '',
  jitterMs: '',
  up: '',
  down: '',
  disconnectMs: '',
  disconnectJitterMs: '',
};

/** What stands in the fields of the actions. */
export type RuleFields = Readonly<typeof FIRST_FIELDS>;

/** A rule that was just begun. */
export function newForm(values: Partial<Omit<RuleForm, 'id'>> = {}): RuleForm {
  return {
    id: crypto.randomUUID(),
    name: '',
    site: '*',
    filter: '',
    every: '',
    probability: '',
    first: '',
    type: 'block',
    fields: FIRST_FIELDS,
    changes: [newChange()],
    steps: [newStep()],
    ...values,
  };
}

/** A change of a JSON message that says nothing yet. */
export function newChange(values: Partial<ChangeForm> = {}): ChangeForm {
  return { key: crypto.randomUUID(), do: 'set', path: '$.', value: '', ...values };
}

/** A step of a sequence that says nothing yet. */
export function newStep(values: Partial<StepForm> = {}): StepForm {
  return {
    key: crypto.randomUUID(),
    do: 'send',
    to: 'page',
    format: 'json',
    body: '',
    filter: '',
    ms: '1s',
    ...values,
  };
}

/** A stored rule in the fields of the editor. */
export function formOf({ id, name, site, match, action }: Rule): RuleForm {
  const form = newForm({
    name,
    site,
    filter: match.filter,
    every: optional(match.every),
    probability: match.probability === undefined ? '' : percent(match.probability),
    first: optional(match.first),
    type: action.type,
    fields: { ...FIRST_FIELDS, ...fieldsOf(action) },
  });
  const lists: Pick<RuleForm, 'id'> & Partial<RuleForm> = { id };
  if (action.type === 'replace' && action.change.how === 'json')
    Object.assign(lists, { changes: action.change.changes.map((each) => newChange(each)) });
  if (action.type === 'sequence') Object.assign(lists, { steps: action.steps.map(stepOf) });
  return { ...form, ...lists };
}

function fieldsOf(action: RuleAction): Partial<RuleFields> {
  switch (action.type) {
    case 'delay':
      return {
        ms: span(action.ms),
        jitter: action.jitter ? span(action.jitter) : '',
        bytesPerSecond: size(action.bytesPerSecond),
      };
    case 'drop':
      return { rate: percent(action.rate) };
    case 'duplicate':
      return { rate: percent(action.rate), times: String(action.times) };
    case 'reorder':
      return { rate: percent(action.rate), window: String(action.window) };
    case 'replace':
      return replacementFields(action.change);
    case 'answer':
      return { to: action.to, instead: flag(action.instead), ...bodyFields(action.body) };
    case 'close':
      return { closeHow: action.how, code: String(action.code), reason: action.reason };
    case 'refuse':
      return {
        after: optional(action.after),
        forMs: action.forMs === undefined ? '' : span(action.forMs),
      };
    case 'redirect':
      return { url: action.url };
    case 'mock':
      return { protocol: action.protocol };
    case 'network':
      return {
        offline: flag(action.offline),
        handshakeMs: orEmpty(action.handshakeMs),
        latencyMs: orEmpty(action.latencyMs),
        jitterMs: orEmpty(action.jitterMs),
        up: size(action.upBytesPerSecond),
        down: size(action.downBytesPerSecond),
        disconnectMs: action.disconnectMs === null ? '' : span(action.disconnectMs),
        disconnectJitterMs: orEmpty(action.disconnectJitterMs),
      };
    default:
      return {};
  }
}

function replacementFields(
  change: Extract<RuleAction, { type: 'replace' }>['change'],
): Partial<RuleFields> {
  const { how } = change;
  switch (how) {
    case 'text':
      return { how, find: change.find, with: change.with };
    case 'expression':
      return { how, source: change.source, flags: change.flags, with: change.with };
    case 'patch':
      return { how, patch: change.patch };
    case 'bytes':
      return { how, findHex: change.find, withHex: change.with };
    case 'body':
      return { how, ...bodyFields(change.body) };
    case 'json':
      return { how };
  }
}

/** What a body looks like in the editor: bytes as hex. */
function bodyForm(body: RuleBody): { format: InputFormat; text: string } {
  if (body.type === 'text') {
    const isJson = /^\s*[[{]/.test(body.text) && !findJsonError(body.text);
    return { format: isJson ? 'json' : 'text', text: body.text };
  }
  const bytes = decodeBase64(body.base64);
  const isRead = bytes.ok && typeof bytes.data !== 'string';
  return { format: 'hex', text: isRead ? encodeHex(bytes.data as Uint8Array) : '' };
}

function bodyFields(body: RuleBody): Partial<RuleFields> {
  const { format, text } = bodyForm(body);
  return { bodyFormat: format, body: text };
}

function stepOf(step: SequenceStep): StepForm {
  switch (step.do) {
    case 'send': {
      const { format, text } = bodyForm(step.body);
      return newStep({ do: step.do, to: step.to, format, body: text });
    }
    case 'wait':
      return newStep({ do: step.do, filter: step.filter, ms: span(step.withinMs) });
    case 'rest':
      return newStep({ do: step.do, ms: span(step.ms) });
  }
}

function optional(value: number | undefined): string {
  return value === undefined ? '' : String(value);
}

function orEmpty(ms: number): string {
  return ms === 0 ? '' : span(ms);
}

function flag(value: boolean): string {
  return value ? 'yes' : '';
}

/** As one would write it: `1.5s`, `250ms`. */
export function span(ms: number): string {
  if (ms >= 60_000 && ms % 60_000 === 0) return `${ms / 60_000}m`;
  return ms >= 1000 && ms % 100 === 0 ? `${ms / 1000}s` : `${ms}ms`;
}

function size(bytes: number | null): string {
  if (bytes === null) return '';
  return bytes >= 1000 && bytes % 100 === 0 ? `${bytes / 1000}kB` : `${bytes}B`;
}

function percent(part: number): string {
  return String(Number((part * 100).toFixed(6)));
}
