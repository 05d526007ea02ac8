import { labelOf } from '../../../lib/decoders/registry.ts';
import { EventFlag, EventKind, isMessageKind } from '../../../lib/protocol/events.ts';
import type {
  FilterNode,
  JsonLiteral,
  KindName,
  Moment,
  Pattern,
  Range,
} from '../../../lib/query/filter-syntax.ts';
import { ALL } from '../../../lib/query/json-path.ts';
import type { JsonStep } from '../../../lib/query/json-path.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import type { PlainMessage } from './message-subject.ts';

/** Whether a message passes, by the plainest reading of the language that there is. */
export function passesByReference(node: FilterNode, item: PlainMessage, now: number): boolean {
  switch (node.type) {
    case 'and':
      return node.nodes.every((each) => passesByReference(each, item, now));
    case 'or':
      return node.nodes.some((each) => passesByReference(each, item, now));
    case 'not':
      return !passesByReference(node.node, item, now);
    case 'text':
      return found(node.pattern, item.data!);
    case 'dir':
      return node.values.some((name) =>
        name === 'receive'
          ? item.kind === EventKind.Receive
          : item.kind === EventKind.Send || item.kind === EventKind.SendThrew,
      );
    case 'kind':
      return node.values.some((name) => isOfKind(name, item));
    case 'is':
      return node.values.some((name) => {
        if (name === 'heartbeat') return item.heartbeat;
        if (name === 'released') return item.released;
        const flag = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}` as keyof typeof EventFlag;
        return (item.flags & EventFlag[flag]) !== 0;
      });
    case 'conn':
      return node.values.some((value) => {
        if (!item.connection) return false;
        if (value.type === 'number') return item.connection.key === value.number;
        return found(value, item.connection.url);
      });
    case 'url':
      return node.values.some((value) => !!item.connection && found(value, item.connection.url));
    case 'frame':
      return node.values.some((value) => {
        if (!item.connection) return false;
        const { frameId, frameUrl } = item.connection;
        if (value.type === 'words' && value.text === 'top') return frameId === 0;
        if (value.type === 'words' && /^\d+$/.test(value.text))
          return frameId === Number(value.text);
        return found(value, frameUrl);
      });
    case 'event': {
      const label = isMessageKind(item.kind) ? labelOf(item.data!) : undefined;
      return node.values.some((value) => {
        if (label === undefined) return false;
        if (value.type === 'expression') return found(value, label);
        return value.text.toLowerCase() === label.toLowerCase();
      });
    }
    case 'size':
      return (
        isMessageKind(item.kind) && within(node.range, item.byteLength, [0, 0], (each) => each)
      );
    case 'code':
      return item.code !== null && within(node.range, item.code, [0, 0], (each) => each);
    case 'delta':
      return (
        item.sincePrevious !== null &&
        within(node.range, item.sincePrevious, [0, 0], (each) => each)
      );
    case 'time': {
      const last = node.range.comparison === '..' ? node.range.to : node.range.value;
      const { range } = node;
      const start = (moment: Moment): number => {
        const time = startOf(moment, now);
        const isEnd = range.comparison === '..' && moment === range.to;
        if (!isEnd || moment.type !== 'clock' || moment.date) return time;
        if (range.from.type !== 'clock' || range.from.date) return time;
        if (time + lasts(moment) > startOf(range.from, now)) return time;
        // Of a day that lasts over midnight the end is the next day's.
        const next = new Date(time + lasts(moment));
        return next.setDate(next.getDate() + 1) - lasts(moment);
      };
      return within(node.range, item.time, [0, lasts(last)], start);
    }
    case 'json': {
      if (!isMessageKind(item.kind)) return false;
      const { test } = node;
      const values = valuesAt(item.data!, node.path);
      if (!test) return values.length > 0;
      return values.some((value) => {
        if (test.comparison === '!=') return !isEqual(value, test.literal);
        if (test.comparison === '=') return isEqual(value, test.literal);
        return isInOrder(value, test.comparison, test.literal);
      });
    }
  }
}

function found(pattern: Pattern, text: string): boolean {
  if (pattern.type === 'expression')
    return new RegExp(pattern.source, pattern.flags.replace('g', '')).test(text);
  // Case as regular expressions without `u` fold it.
  const escaped = Array.from({ length: pattern.text.length }, (_, index) => {
    const code = pattern.text.charCodeAt(index).toString(16).padStart(4, '0');
    return `\\u${code}`;
  });
  return new RegExp(escaped.join(''), 'i').test(text);
}

const KINDS: Readonly<Partial<Record<KindName, readonly number[]>>> = {
  new: [EventKind.Construct, EventKind.ConstructFailed],
  open: [EventKind.Open],
  close: [EventKind.Close, EventKind.CloseCall, SessionKind.Teardown],
  gap: [SessionKind.Gap],
  state: [EventKind.State],
  binarytype: [EventKind.BinaryType],
  diagnostic: [EventKind.Diagnostic],
};

function isOfKind(name: KindName, { kind, flags, failed }: PlainMessage): boolean {
  const isMessage = ([EventKind.Send, EventKind.Receive, EventKind.SendThrew] as number[]).includes(
    kind,
  );
  if (name === 'message') return isMessage;
  if (name === 'lifecycle') return !isMessage;
  if (name === 'error') return failed;
  if (name === 'text' || name === 'binary')
    return isMessage && (name === 'binary') === (flags & EventFlag.Binary) > 0;
  return KINDS[name]!.includes(kind);
}

/** `lasts` is added to the ends of what is compared with, where they belong to it. */
function within<Value>(
  range: Range<Value>,
  value: number,
  [, lasts]: [number, number],
  numberOf: (each: Value) => number,
): boolean {
  if (range.comparison === '..')
    return value >= numberOf(range.from) && value <= numberOf(range.to) + lasts;
  const wanted = numberOf(range.value);
  switch (range.comparison) {
    case '=':
      return value >= wanted && value <= wanted + lasts;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted + lasts;
    case '>':
      return value > wanted + lasts;
    case '>=':
      return value >= wanted;
  }
}

function startOf(moment: Moment, now: number): number {
  if (moment.type === 'ago') return Math.floor(now - moment.milliseconds);
  const { date, ofDay } = moment;
  const day = date ? new Date(date.year, date.month - 1, date.day) : new Date(now);
  day.setHours(0, 0, 0, ofDay);
  // Now is noon: of today, unless it is more than an hour ahead.
  if (!date && day.getTime() > now + 3_600_000) day.setDate(day.getDate() - 1);
  return day.getTime();
}

function valuesAt(text: string, path: readonly JsonStep[]): unknown[] {
  if (path.length === 0) return /^[\t\n\r ]*[[{]/.test(text) ? [{}] : [];
  let values: unknown[];
  try {
    values = [JSON.parse(text)];
  } catch {
    return [];
  }
  for (const step of path)
    values = values.flatMap((value): unknown[] => {
      if (typeof value !== 'object' || value === null) return [];
      if (step === ALL) return Object.values(value);
      const isIndex = typeof step === 'number';
      if (isIndex !== Array.isArray(value) || !Object.hasOwn(value, step)) return [];
      return [(value as Record<string | number, unknown>)[step as string]];
    });
  return values;
}

function isEqual(value: unknown, literal: JsonLiteral): boolean {
  if (typeof value === 'object' && value !== null) return false;
  if (literal.type === 'expression') return found(literal, String(value));
  if (typeof value === 'string') return value === literal.text;
  if (literal.type === 'quoted') return false;
  return value === (JSON.parse(`[${literalValue(literal.text)}]`) as unknown[])[0];
}

function isInOrder(value: unknown, comparison: string, literal: JsonLiteral): boolean {
  const text = (literal as { text: string }).text;
  const number = literal.type === 'bare' ? Number(text) : Number.NaN;
  let one: string | number = text;
  let other = value;
  if (!Number.isNaN(number)) {
    one = number;
    if (typeof value === 'string' && value !== '' && !Number.isNaN(Number(value)))
      other = Number(value);
  }
  if (typeof one !== typeof other) return false;
  const own = other as string;
  const wanted = one as string;
  return { '<': own < wanted, '<=': own <= wanted, '>': own > wanted, '>=': own >= wanted }[
    comparison
  ]!;
}

function literalValue(text: string): string {
  return /^(-?\d|true$|false$|null$)/.test(text) ? text : JSON.stringify(text);
}

function lasts(moment: Moment): number {
  return moment.type === 'ago' ? 0 : moment.precision - 1;
}
