import { isMessageKind } from '../protocol/events.ts';
import { compileJson } from './compile-json.ts';
import { compileRange, compileTime } from './compile-range.ts';
import type { ConnectionFacts, FilterSubject } from './filter-subject.ts';
import type { Pattern, Term } from './filter-syntax.ts';
import { isDirection, isKind, isState } from './named-conditions.ts';
import { answered, some } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import { compilePattern } from './text-pattern.ts';

/** A test, and how dear it is: what costs less is asked first. */
export interface Compiled<Item> {
  cost: number;
  test: Predicate<Item>;
}

const COLUMN = 1;
const LOOKUP = 2;
const LABEL = 3;
const WORDS = 4;
const JSON_WALK = 5;
const EXPRESSION = 8;

/** Makes a test of one condition. @param now milliseconds since the epoch */
export function compileTerm<Item>(
  term: Term,
  subject: FilterSubject<Item>,
  now: number,
): Compiled<Item> {
  switch (term.type) {
    case 'text': {
      const find = compilePattern(term.pattern);
      const cost = term.pattern.type === 'words' ? WORDS : EXPRESSION;
      return { cost, test: (item) => answered(subject.text(item), find) };
    }
    case 'dir':
      return {
        cost: COLUMN,
        test: (item) => term.values.some((name) => isDirection(name, subject.kind(item))),
      };
    case 'kind':
      return {
        cost: COLUMN,
        test: some(term.values.map((name) => (item: Item) => isKind(name, subject, item))),
      };
    case 'is': {
      const cost = term.values.includes('heartbeat') ? LABEL : COLUMN;
      return {
        cost,
        test: some(term.values.map((name) => (item: Item) => isState(name, subject, item))),
      };
    }
    case 'conn':
      return ofConnection(
        subject,
        term.values.map((value) => {
          if (value.type === 'number') return ({ key }) => key === value.number;
          const find = compilePattern(value);
          return ({ url }) => find(url);
        }),
      );
    case 'url':
      return ofConnection(
        subject,
        term.values.map(compilePattern).map(
          (find) =>
            ({ url }) =>
              find(url),
        ),
      );
    case 'frame':
      return ofConnection(subject, term.values.map(compileFrame));
    case 'event': {
      const finds = term.values.map(compileLabel);
      const isOne = (label: string): boolean => finds.some((find) => find(label));
      return { cost: LABEL, test: (item) => answered(subject.label(item), isOne) };
    }
    case 'size': {
      const within = compileRange(term.range);
      return {
        cost: COLUMN,
        test: (item) => isMessageKind(subject.kind(item)) && within(subject.byteLength(item)),
      };
    }
    case 'code': {
      const within = compileRange(term.range);
      return { cost: COLUMN, test: (item) => answered(subject.code(item), within) };
    }
    case 'delta': {
      const within = compileRange(term.range);
      return { cost: LOOKUP, test: (item) => answered(subject.sincePrevious(item), within) };
    }
    case 'time': {
      const within = compileTime(term.range, now);
      return { cost: COLUMN, test: (item) => within(subject.time(item)) };
    }
    case 'json': {
      const find = compileJson(term.path, term.test);
      return { cost: JSON_WALK, test: (item) => answered(subject.json(item), find) };
    }
  }
}

/** Of each connection is asked once, until its address is another. */
function ofConnection<Item>(
  subject: FilterSubject<Item>,
  tests: readonly ((connection: ConnectionFacts) => boolean)[],
): Compiled<Item> {
  const known = new Map<number, { url: string; passes: boolean }>();
  return {
    cost: LOOKUP,
    test: (item) => {
      const connection = subject.connection(item);
      if (!connection) return false;
      let answer = known.get(connection.key);
      if (answer?.url !== connection.url) {
        answer = { url: connection.url, passes: tests.some((test) => test(connection)) };
        known.set(connection.key, answer);
      }
      return answer?.passes ?? false;
    },
  };
}

/** `top` and numbers name a frame, anything else is a part of its address. */
function compileFrame(pattern: Pattern): (connection: ConnectionFacts) => boolean {
  const find = compilePattern(pattern);
  if (pattern.type === 'expression') return ({ frameUrl }) => find(frameUrl);
  const { text } = pattern;
  const number = text === 'top' ? 0 : /^\d+$/.test(text) ? Number(text) : null;
  if (number !== null) return ({ frameId }) => frameId === number;
  return ({ frameUrl }) => find(frameUrl);
}

/** Words are the whole label, in any case. */
function compileLabel(pattern: Pattern): (label: string) => boolean {
  if (pattern.type === 'expression') return compilePattern(pattern);
  const wanted = pattern.text.toLowerCase();
  return (label) => label.toLowerCase() === wanted;
}
