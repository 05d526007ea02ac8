import { t } from '../../lib/i18n/translate.ts';
import { readRule } from '../../lib/protocol/read-rules.ts';
import { readSite } from '../../lib/protocol/rule.ts';
import type {
  Destination,
  JsonChange,
  Replacement,
  Rule,
  RuleAction,
  RuleBody,
  RuleMatch,
  SequenceStep,
} from '../../lib/protocol/rule.ts';
import { parseTemplate } from '../../lib/control/template.ts';
import { FilterError } from '../../lib/query/filter-syntax.ts';
import { readJsonPath } from '../../lib/query/json-path.ts';
import { parseFilter } from '../../lib/query/parse-filter.ts';
import { parseDuration, parseSize } from '../../lib/query/parse-value.ts';
import { expressionError } from '../../lib/query/text-pattern.ts';
import { CODECS, inputFormat, type InputFormat } from '../composer/codecs.ts';
import { readCloseInput, readEndInput } from '../composer/close-input.ts';
import { decodeHex, type DecodedInput, decodeJson } from '../composer/decode-input.ts';
import { encodeBase64, encodeHex } from '../composer/encode-bytes.ts';
import type { RuleForm } from './rule-form.ts';

/** What is wrong with a field: a sentence for the user, and the offset that it is about. */
export interface FieldError {
  readonly text: string;
  readonly at?: number;
}

/** A rule as far as the editor's fields make one, and by field what is wrong. */
export interface ReadForm {
  readonly rule: Rule | null;
  readonly errors: ReadonlyMap<string, FieldError>;
}

/** Reads the editor's fields. @param on whether the rule is on: no field of the editor says it */
export function readRuleForm(form: RuleForm, on: boolean): ReadForm {
  const reader = new FormReader();
  const rule = {
    id: form.id,
    name: form.name.trim(),
    on,
    site: reader.site(form.site),
    match: readMatch(reader, form),
    action: readAction(reader, form),
  };
  if (reader.errors.size > 0) return { rule: null, errors: reader.errors };
  const read = readRule(rule);
  if (!('problem' in read)) return { rule: read, errors: reader.errors };
  reader.fail('rule', t(`ruleErrors.${read.problem}`));
  return { rule: null, errors: reader.errors };
}

function readMatch(reader: FormReader, form: RuleForm): RuleMatch {
  reader.filter('filter', form.filter);
  const every = reader.count('every', form.every);
  const probability = reader.percent('probability', form.probability);
  const first = reader.count('first', form.first);
  return {
    filter: form.filter.trim(),
    ...(every !== null && { every }),
    ...(probability !== null && { probability }),
    ...(first !== null && { first }),
  };
}

function readAction(reader: FormReader, form: RuleForm): RuleAction {
  const { type, fields } = form;
  switch (type) {
    case 'block':
    case 'pause':
    case 'break':
      return { type };
    case 'delay':
      return {
        type,
        ms: reader.span('ms', fields.ms),
        jitter: reader.span('jitter', fields.jitter),
        bytesPerSecond: reader.rate('bytesPerSecond', fields.bytesPerSecond),
      };
    case 'drop':
      return { type, rate: reader.part('rate', fields.rate) };
    case 'duplicate':
      return {
        type,
        rate: reader.part('rate', fields.rate),
        times: reader.number('times', fields.times, 1, 100),
      };
    case 'reorder':
      return {
        type,
        rate: reader.part('rate', fields.rate),
        window: reader.number('window', fields.window, 1, 100),
      };
    case 'replace':
      return { type, change: readReplacement(reader, form) };
    case 'answer':
      return {
        type,
        to: fields.to as Destination,
        body: reader.body('body', inputFormat(fields.bodyFormat), fields.body),
        instead: fields.instead !== '',
      };
    case 'close':
      return readClose(reader, form);
    case 'sequence':
      return { type, steps: form.steps.map((step) => readStep(reader, step)) };
    case 'refuse': {
      const after = reader.count('after', fields.after, 0);
      const forMs = fields.forMs.trim() === '' ? null : reader.span('forMs', fields.forMs);
      return { type, ...(after !== null && { after }), ...(forMs !== null && { forMs }) };
    }
    case 'redirect':
      return { type, url: reader.url('url', fields.url) };
    case 'mock':
      return { type, protocol: fields.protocol.trim() };
    case 'network':
      return {
        type,
        offline: fields.offline !== '',
        handshakeMs: reader.span('handshakeMs', fields.handshakeMs),
        latencyMs: reader.span('latencyMs', fields.latencyMs),
        jitterMs: reader.span('jitterMs', fields.jitterMs),
        upBytesPerSecond: reader.rate('up', fields.up),
        downBytesPerSecond: reader.rate('down', fields.down),
        disconnectMs:
          fields.disconnectMs.trim() === ''
            ? null
            : reader.span('disconnectMs', fields.disconnectMs, 100),
        disconnectJitterMs: reader.span('disconnectJitterMs', fields.disconnectJitterMs),
      };
  }
}

function readReplacement(reader: FormReader, { fields, changes }: RuleForm): Replacement {
  const how = fields.how as Replacement['how'];
  switch (how) {
    case 'text':
      return { how, find: reader.wanted('find', fields.find), with: fields.with };
    case 'expression':
      reader.expression('source', fields.source, fields.flags);
      return { how, source: fields.source, flags: fields.flags, with: fields.with };
    case 'json':
      return { how, changes: changes.map((each) => readChange(reader, each)) };
    case 'patch':
      return { how, patch: reader.patch('patch', fields.patch) };
    case 'bytes':
      return {
        how,
        find: reader.hex('findHex', reader.wanted('findHex', fields.findHex)),
        with: reader.hex('withHex', fields.withHex),
      };
    case 'body':
      return { how, body: reader.body('body', inputFormat(fields.bodyFormat), fields.body) };
  }
}

function readChange(reader: FormReader, change: RuleForm['changes'][number]): JsonChange {
  const { key } = change;
  const path = reader.path(`${key}.path`, change.path);
  if (change.do === 'remove') return { do: 'remove', path };
  return { do: 'set', path, value: reader.jsonValue(`${key}.value`, change.value) };
}

function readStep(reader: FormReader, step: RuleForm['steps'][number]): SequenceStep {
  const { key } = step;
  switch (step.do) {
    case 'send': {
      const body = reader.body(`${key}.body`, step.format, step.body);
      return { do: step.do, to: step.to as Destination, body };
    }
    case 'wait':
      reader.filter(`${key}.filter`, step.filter);
      return {
        do: step.do,
        filter: step.filter.trim(),
        withinMs: reader.span(`${key}.ms`, step.ms),
      };
    case 'rest':
      return { do: step.do, ms: reader.span(`${key}.ms`, step.ms) };
  }
}

/** The code that a page may give, or any that it can see; each with a reason. */
function readClose(reader: FormReader, { fields }: RuleForm): RuleAction {
  const how = fields.closeHow === 'close' ? 'close' : 'end';
  const read =
    how === 'close'
      ? readCloseInput(fields.code, fields.reason)
      : readEndInput(fields.code, fields.reason);
  if (!read.ok || read.code === null) {
    reader.fail('code', read.ok ? t('composer.pageCodes') : read.error);
    return { type: 'close', how, code: 1000, reason: '' };
  }
  return { type: 'close', how, code: read.code, reason: read.reason ?? '' };
}

/** Takes values out of fields; what cannot be taken is noted with the field, and replaced by something. */
class FormReader {
  readonly errors = new Map<string, FieldError>();

  /** Of several things that are wrong with a field the first is told. */
  fail(field: string, text: string, at?: number): void {
    if (this.errors.has(field)) return;
    this.errors.set(field, at === undefined ? { text } : { text, at });
  }

  wanted(field: string, value: string): string {
    if (value === '') this.fail(field, t('ruleErrors.empty'));
    return value;
  }

  site(value: string): string {
    const site = value.trim();
    if (site !== '*' && !readSite(site)) this.fail('site', t('ruleErrors.badSite'));
    return site;
  }

  filter(field: string, text: string): void {
    try {
      parseFilter(text);
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      this.fail(field, t(`filterErrors.${error.problem}`, error), error.start);
    }
  }

  /** Milliseconds; an empty field is none. */
  span(field: string, value: string, least = 0): number {
    const text = value.replaceAll(' ', '');
    const ms = text === '' ? 0 : parseDuration(text);
    if (ms === null) this.fail(field, t('ruleErrors.span'));
    else if (ms < least) this.fail(field, t('ruleErrors.shortSpan', { least }));
    else if (ms > 86_400_000) this.fail(field, t('ruleErrors.longSpan'));
    return ms ?? 0;
  }

  /** Bytes per second; an empty field is any number. */
  rate(field: string, value: string): number | null {
    const text = value.replaceAll(' ', '').replace(/\/s$/, '');
    if (text === '') return null;
    const bytes = parseSize(text);
    if (bytes === null || bytes < 1) this.fail(field, t('ruleErrors.bytes'));
    return bytes;
  }

  number(field: string, value: string, least: number, most: number): number {
    const text = value.trim();
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most))
      this.fail(field, t('ruleErrors.whole', { least, most }));
    return number;
  }

  /** A whole number; null where the field is empty. */
  count(field: string, value: string, least = 1): number | null {
    return value.trim() === '' ? null : this.number(field, value, least, 1_000_000);
  }

  /** A part of one out of percent; null where the field is empty. */
  percent(field: string, value: string): number | null {
    const text = value.trim().replace(/\s*%$/, '');
    if (text === '') return null;
    const number = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(number > 0 && number <= 100)) this.fail(field, t('ruleErrors.percent'));
    return number / 100;
  }

  part(field: string, value: string): number {
    const part = this.percent(field, value);
    if (part === null) this.fail(field, t('ruleErrors.percent'));
    return part ?? 0;
  }

  url(field: string, value: string): string {
    const text = value.trim();
    const url = URL.parse(text);
    if (!url || !/^(?:ws|http)s?:$/.test(url.protocol) || url.hash !== '')
      this.fail(field, t('ruleErrors.badUrl'));
    return text;
  }

  expression(field: string, source: string, flags: string): void {
    if (source === '') {
      this.fail(field, t('ruleErrors.empty'));
      return;
    }
    const error = expressionError(source, flags);
    if (!error) return;
    this.fail(field, t(`filterErrors.${error.problem}`, { word: error.said, choices: '' }));
  }

  path(field: string, value: string): string {
    const text = value.trim();
    const { end, error } = readJsonPath(text, 0);
    if (error !== null)
      this.fail(field, t(`filterErrors.${error}`, { word: '', choices: '' }), end);
    else if (end < text.length) this.fail(field, t('ruleErrors.path'), end);
    return text;
  }

  /** JSON, or a template of it. */
  jsonValue(field: string, value: string): string {
    const read = value.includes('{{') ? this.#readTemplate(field, value) : decodeJson(value);
    if (value.trim() === '') this.fail(field, t('ruleErrors.jsonWanted'));
    // A word that one forgot to put into quotes is the usual thing.
    else if (!read.ok && /^[^\s"'[{\d-]/.test(value.trim()))
      this.fail(
        field,
        t('ruleErrors.quotes', { value: JSON.stringify(value.trim().slice(0, 40)) }),
      );
    else if (!read.ok) this.fail(field, read.error, read.at);
    return value;
  }

  patch(field: string, value: string): string {
    const read = decodeJson(value);
    if (!read.ok) this.fail(field, read.error, read.at);
    else if (!isPatch(value)) this.fail(field, t('ruleErrors.patch'));
    return value;
  }

  hex(field: string, value: string): string {
    const read = decodeHex(value);
    if (!read.ok) this.fail(field, read.error, read.at);
    return read.ok && typeof read.data !== 'string' ? encodeHex(read.data) : '';
  }

  /** Text is a template; bytes are kept as Base64. */
  body(field: string, format: InputFormat, text: string): RuleBody {
    const codec = CODECS[format];
    if (!codec.variables) {
      const read = codec.decode(text);
      if (!read.ok) this.fail(field, read.error, read.at);
      const bytes = read.ok && typeof read.data !== 'string' ? read.data : new Uint8Array();
      return { type: 'base64', base64: encodeBase64(bytes) };
    }
    const read = this.#readTemplate(field, text);
    if (!read.ok && codec.language === 'json') this.fail(field, read.error, read.at);
    return { type: 'text', text };
  }

  /** A template as JSON, with anything in the place of its variables. */
  #readTemplate(field: string, text: string): DecodedInput {
    const template = parseTemplate(text);
    if (template.ok) return decodeJson(withoutVariables(text, template.parts));
    const error = t(template.why);
    this.fail(field, error, template.at);
    return { ok: false, error, at: template.at };
  }
}

/** The same text with values of the same length in the place of variables, so that offsets stay. */
function withoutVariables(
  text: string,
  parts: Extract<ReturnType<typeof parseTemplate>, { ok: true }>['parts'],
): string {
  return parts
    .map((part) => {
      if ('text' in part) return part.text;
      const length = part.end - part.at;
      return part.inString ? 'x'.repeat(length) : '0'.padEnd(length);
    })
    .join('')
    .padEnd(text.length);
}

/** RFC 6902, section 3: an array of objects, each with `op` and `path`. */
function isPatch(text: string): boolean {
  const patch: unknown = JSON.parse(text);
  return (
    Array.isArray(patch) &&
    patch.length > 0 &&
    patch.every(
      (each: unknown) =>
        typeof each === 'object' && each !== null && 'op' in each && 'path' in each,
    )
  );
}
