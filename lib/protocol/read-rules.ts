import { MAX_RULES } from './change-rules.ts';
import { readSite } from './rule.ts';
import type { Rule } from './rule.ts';

/** Changes of one replacement, and steps of one sequence, at most. */
const MAX_PARTS = 50;
/** Names, UTF-16 units. */
const NAME_LENGTH = 80;
/** Filters, expressions, texts that are searched for, URLs. */
const LINE_LENGTH = 10_000;
/** What is sent or put in. */
const BODY_LENGTH = 2_000_000;
/** A timer's longest, milliseconds: a day. */
const MAX_MS = 86_400_000;
const MAX_COUNT = 1_000_000;
/** Copies, and messages that may overtake one. */
const MAX_TIMES = 100;
/** UTF-8 bytes, RFC 6455 section 5.5. */
const MAX_REASON = 123;

/** What can be wrong with a field of a rule; the interface has a sentence for each. */
type RuleProblem =
  | 'notARule'
  | 'missing'
  | 'wrongType'
  | 'unknown'
  | 'outOfRange'
  | 'tooLong'
  | 'tooMany'
  | 'empty'
  | 'twice'
  | 'badSite'
  | 'badUrl'
  | 'badCode'
  | 'badHex'
  | 'badBase64';

/** Why something was not taken as a rule. */
export interface RuleRefusal {
  /** Its place in what was read, from 0. */
  readonly index: number;
  /** Its name, as far as it has one. */
  readonly name: string;
  /** The field, such as `action.ms`; empty for all of it. */
  readonly field: string;
  readonly problem: RuleProblem;
}

/** What an export holds. */
export interface RulesFile {
  readonly sockscopeRules: typeof FILE_VERSION;
  readonly rules: readonly Rule[];
}

const FILE_VERSION = 1;

/** Rules as a file. */
export function rulesFile(rules: readonly Rule[]): RulesFile {
  return { sockscopeRules: FILE_VERSION, rules };
}

/** What is in such a file, its JSON read; null where it is none, or of a later version. */
export function readRulesFile(
  value: unknown,
): { rules: Rule[]; refused: readonly RuleRefusal[] } | null {
  if (!isRecord(value) || value.sockscopeRules !== FILE_VERSION) return null;
  return readRules(value.rules);
}

/**
 * Takes rules out of what was stored, imported or sent. Each field is checked and bounded, unknown
 * ones are left out. One that is broken is refused with its first problem; the others are kept.
 * Filters, templates, paths and expressions are read where they are used.
 */
export function readRules(value: unknown): { rules: Rule[]; refused: readonly RuleRefusal[] } {
  const rules: Rule[] = [];
  const refused: RuleRefusal[] = [];
  if (!Array.isArray(value))
    return { rules, refused: [{ index: 0, name: '', field: '', problem: 'notARule' }] };
  const ids = new Set<string>();
  for (const [index, each] of value.slice(0, MAX_RULES).entries()) {
    try {
      const rule = RULE(each, '') as Rule;
      if (ids.has(rule.id)) throw new Refused('id', 'twice');
      ids.add(rule.id);
      rules.push(rule);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused.push({ index, name: nameOf(each), field: error.field, problem: error.problem });
    }
  }
  if (value.length > MAX_RULES)
    refused.push({ index: MAX_RULES, name: '', field: '', problem: 'tooMany' });
  return { rules, refused };
}

/** One rule, or what is wrong with it. */
export function readRule(value: unknown): Rule | RuleRefusal {
  const { rules, refused } = readRules([value]);
  return rules[0] ?? (refused[0] as RuleRefusal);
}

class Refused extends Error {
  readonly field: string;
  readonly problem: RuleProblem;

  constructor(field: string, problem: RuleProblem) {
    super(problem);
    this.field = field;
    this.problem = problem;
  }
}

/** Takes a value, or throws what is wrong with the field. */
type Read = (value: unknown, field: string) => unknown;

const text =
  (most: number, check?: (value: string) => RuleProblem | null): Read =>
  (value, field) => {
    if (typeof value !== 'string') throw new Refused(field, missingOr('wrongType', value));
    if (value.length > most) throw new Refused(field, 'tooLong');
    const problem = check?.(value);
    if (problem) throw new Refused(field, problem);
    return value;
  };

const number =
  (least: number, most: number, isWhole = false): Read =>
  (value, field) => {
    if (typeof value !== 'number') throw new Refused(field, missingOr('wrongType', value));
    const isFit = value >= least && value <= most && (!isWhole || Number.isInteger(value));
    if (!isFit) throw new Refused(field, 'outOfRange');
    return value;
  };

const whole = (least: number, most: number): Read => number(least, most, true);

const flag: Read = (value, field) => {
  if (typeof value !== 'boolean') throw new Refused(field, missingOr('wrongType', value));
  return value;
};

const orNull =
  (read: Read): Read =>
  (value, field) =>
    value === null ? null : read(value, field);

const oneOf =
  (...values: string[]): Read =>
  (value, field) => {
    if (typeof value !== 'string') throw new Refused(field, missingOr('wrongType', value));
    if (!values.includes(value)) throw new Refused(field, 'unknown');
    return value;
  };

const list =
  (read: Read): Read =>
  (value, field) => {
    if (!Array.isArray(value)) throw new Refused(field, missingOr('wrongType', value));
    if (value.length > MAX_PARTS) throw new Refused(field, 'tooMany');
    if (value.length === 0) throw new Refused(field, 'empty');
    return value.map((each: unknown, index) => read(each, `${field}.${index}`));
  };

/** Fields that are listed, those with `?` only where they are there. */
const record =
  (fields: Readonly<Record<string, Read>>): Read =>
  (value, field) => {
    if (!isRecord(value)) throw new Refused(field, missingOr('notARule', value));
    return Object.fromEntries(
      Object.entries(fields).flatMap(([key, read]) => {
        const name = key.replace('?', '');
        const own = Object.hasOwn(value, name) ? value[name] : undefined;
        if (own === undefined && key !== name) return [];
        return [[name, read(own, field ? `${field}.${name}` : name)]];
      }),
    );
  };

/** One of several records, which a field tells apart. */
const union =
  (key: string, kinds: Readonly<Record<string, Readonly<Record<string, Read>>>>): Read =>
  (value, field) => {
    const path = `${field}.${key}`;
    if (!isRecord(value)) throw new Refused(field, missingOr('wrongType', value));
    const kind = oneOf(...Object.keys(kinds))(value[key], path) as string;
    return {
      [key]: kind,
      ...(record(kinds[kind] as Readonly<Record<string, Read>>)(value, field) as object),
    };
  };

const line = text(LINE_LENGTH);
const found = text(LINE_LENGTH, (value) => (value === '' ? 'empty' : null));
const ms = number(0, MAX_MS);
const rate = number(0, 1);
const bytesPerSecond = orNull(number(1, 1e12));
const hex =
  (mayBeEmpty: boolean): Read =>
  (value, field) => {
    const digits = (text(BODY_LENGTH)(value, field) as string).replaceAll(/\s/g, '');
    if (digits === '' && !mayBeEmpty) throw new Refused(field, 'empty');
    if (digits.length % 2 !== 0 || !/^[\da-f]*$/i.test(digits)) throw new Refused(field, 'badHex');
    return digits.toLowerCase();
  };

const BODY = union('type', {
  text: { text: text(BODY_LENGTH) },
  base64: {
    base64: text(BODY_LENGTH, (value) => (isBase64(value) ? null : 'badBase64')),
  },
});
const DESTINATION = oneOf('server', 'page');

const REPLACEMENT = union('how', {
  text: { find: found, with: text(BODY_LENGTH) },
  expression: { source: found, flags: text(10), with: text(BODY_LENGTH) },
  json: {
    changes: list(
      union('do', { set: { path: found, value: text(BODY_LENGTH) }, remove: { path: found } }),
    ),
  },
  patch: { patch: text(BODY_LENGTH) },
  bytes: { find: hex(false), with: hex(true) },
  body: { body: BODY },
});

const ACTION = union('type', {
  block: {},
  delay: { ms, jitter: ms, bytesPerSecond },
  drop: { rate },
  duplicate: { rate, times: whole(1, MAX_TIMES) },
  reorder: { rate, window: whole(1, MAX_TIMES) },
  replace: { change: REPLACEMENT },
  answer: { to: DESTINATION, body: BODY, instead: flag },
  close: {
    how: oneOf('close', 'end'),
    code: whole(1000, 4999),
    reason: text(MAX_REASON, (value) =>
      new TextEncoder().encode(value).length > MAX_REASON ? 'tooLong' : null,
    ),
  },
  pause: {},
  break: {},
  sequence: {
    steps: list(
      union('do', {
        send: { to: DESTINATION, body: BODY },
        wait: { filter: line, withinMs: ms },
        rest: { ms },
      }),
    ),
  },
  refuse: { 'after?': whole(0, MAX_COUNT), 'forMs?': ms },
  redirect: { url: text(LINE_LENGTH, (value) => (isSocketUrl(value) ? null : 'badUrl')) },
  mock: { protocol: text(LINE_LENGTH) },
  network: {
    offline: flag,
    handshakeMs: ms,
    latencyMs: ms,
    jitterMs: ms,
    upBytesPerSecond: bytesPerSecond,
    downBytesPerSecond: bytesPerSecond,
    disconnectMs: orNull(number(100, MAX_MS)),
    disconnectJitterMs: ms,
  },
});

const FIELDS = record({
  id: text(NAME_LENGTH, (value) => (value === '' ? 'empty' : null)),
  name: text(NAME_LENGTH),
  on: flag,
  site: text(300, (value) => (value === '*' || readSite(value) ? null : 'badSite')),
  match: record({
    filter: line,
    'every?': whole(1, MAX_COUNT),
    'probability?': number(Number.MIN_VALUE, 1),
    'first?': whole(1, MAX_COUNT),
  }),
  action: ACTION,
});

/** A code that only ends a connection here cannot be given to `close()`. */
const RULE: Read = (value, field) => {
  const rule = FIELDS(value, field) as Rule;
  if (rule.action.type !== 'close' || rule.action.how === 'end') return rule;
  const { code } = rule.action;
  if (code !== 1000 && code < 3000) throw new Refused('action.code', 'badCode');
  return rule;
};

function missingOr(problem: RuleProblem, value: unknown): RuleProblem {
  return value === undefined ? 'missing' : problem;
}

function nameOf(value: unknown): string {
  return isRecord(value) && typeof value.name === 'string' ? value.name.slice(0, NAME_LENGTH) : '';
}

function isSocketUrl(value: string): boolean {
  const url = URL.parse(value);
  return url !== null && /^(?:ws|http)s?:$/.test(url.protocol) && url.hash === '';
}

function isBase64(value: string): boolean {
  return value.length % 4 === 0 && /^[\d+/A-Za-z]*={0,2}$/.test(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
