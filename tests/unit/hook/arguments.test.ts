import * as fc from 'fast-check';
import { beforeEach, expect, test } from 'vitest';
import {
  noteNumber,
  noteProtocols,
  noteString,
  run,
  takeThrownByPage,
  useConversions,
} from '../../../lib/hook/arguments.ts';
import type { NotedArgument } from '../../../lib/hook/arguments.ts';
import { createConversions } from '../../../lib/hook/convert-objects.ts';
import { sequenceOrString } from '../support/web-idl.ts';

/** What code of the page was run, in order. */
let calls: string[] = [];

beforeEach(() => {
  useConversions(createConversions(run));
  calls = [];
});

/** An object that notes each property that is read and each method that is called. */
function watched<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(_, property) {
      const path = `${name}.${String(property)}`;
      calls.push(path);
      const value: unknown = Reflect.get(target, property);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        calls.push(`${path}(${given.map(String).join()})`);
        return Reflect.apply(value, target, given);
      };
    },
  });
}

type Outcome = { value: unknown } | { error: unknown };

function outcomeOf(convert: () => unknown): Outcome {
  try {
    return { value: convert() };
  } catch (error) {
    return { error: error instanceof TypeError ? TypeError : error };
  }
}

/** Converts an argument as native code would, with and without the stand-in, and compares. */
function compare<T>(
  make: () => unknown,
  note: (argument: unknown) => NotedArgument<T>,
  convert: (argument: unknown) => unknown,
): { direct: Outcome; noted: T | null } {
  calls = [];
  const direct = outcomeOf(() => convert(make()));
  const directCalls = calls;
  calls = [];
  const argument = note(make());
  expect(calls).toEqual([]);
  const through = outcomeOf(() => convert(argument.pass));
  expect(through).toEqual(direct);
  expect(calls).toEqual(directCalls);
  if ('value' in direct) expect(argument.result()).toEqual(direct.value);
  expect(calls).toEqual(directCalls);
  return { direct, noted: argument.result() };
}

const primitive = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.bigInt(),
  fc.constantFrom<unknown>(null, undefined, '', '0x1f', ' 12 ', -0, Symbol('s')),
);
const error = new Error('of the page');
const fail = (): never => {
  throw error;
};
/** Methods that a conversion may find: missing, no function, or one that returns or throws. */
const method = fc.oneof(
  { weight: 2, arbitrary: fc.constant(undefined) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(null, 7, fail, () => ({})) },
  { weight: 4, arbitrary: primitive.map((value) => () => value) },
);
const convertible = fc
  .record({ toString: method, valueOf: method, [Symbol.toPrimitive]: method })
  .map((methods) => () => watched('argument', methods));
const argument = fc.oneof(
  primitive.map((value) => () => value),
  convertible,
);

const toText = (value: unknown): string => `${value as string}`;
const toNumber = (value: unknown): number => Math.max(value as number);

test('a string argument is converted once, and as the native does it', () => {
  fc.assert(
    fc.property(argument, (make) => void compare(make, noteString, toText)),
    { numRuns: 1000 },
  );
});

test('a number argument is converted once, and as the native does it', () => {
  fc.assert(
    fc.property(argument, (make) => void compare(make, noteNumber, toNumber)),
    { numRuns: 1000 },
  );
});

/** One iterator result of a page, described so that it can be made twice. */
const result = fc.oneof(
  { weight: 6, arbitrary: fc.string().map((value) => ({ done: false, value }) as unknown) },
  {
    weight: 2,
    arbitrary: fc.record({
      done: fc.constantFrom<unknown>(false, true, 0, 'yes', undefined),
      value: primitive as fc.Arbitrary<unknown>,
    }),
  },
  { weight: 1, arbitrary: convertible.map((make) => ({ done: false, make })) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, 5) },
);

function resultOf(described: unknown, name: string): unknown {
  if (typeof described !== 'object' || described === null) return described;
  if (!('make' in described)) return watched(name, described);
  return watched(name, { done: false, value: (described.make as () => unknown)() });
}

const iterable = fc
  .record({
    results: fc.array(result, { maxLength: 6 }),
    next: fc.constantFrom('function', 'function', 'function', 'throws', 'missing'),
    method: fc.constantFrom('function', 'function', 'function', 'throws', 'number', 'missing'),
    iterator: fc.constantFrom('object', 'object', 'object', 'primitive'),
  })
  .map((how) => () => {
    let i = 0;
    const next = (): unknown => {
      const described = i < how.results.length ? how.results[i] : { done: true, value: 'last' };
      i += 1;
      return resultOf(described, `result${i}`);
    };
    const nexts = { function: next, throws: fail, missing: undefined };
    const iterator = watched('iterator', { next: nexts[how.next as keyof typeof nexts] });
    const methods = {
      function: () => (how.iterator === 'object' ? iterator : 3),
      throws: fail,
      number: 5,
      missing: undefined,
    };
    return watched('argument', {
      [Symbol.iterator]: methods[how.method as keyof typeof methods],
      toString: () => 'as text',
    });
  });

test.each(['unread', 'before', 'after'] as const)(
  'protocols are converted once, as by a native that leaves the last value %s',
  (lastValue) => {
    const convert = (value: unknown): string[] => sequenceOrString(value, lastValue);
    const protocols = fc.oneof(
      { weight: 4, arbitrary: iterable },
      { weight: 1, arbitrary: argument },
    );
    fc.assert(
      fc.property(protocols, (make) => void compare(make, noteProtocols, convert)),
      { numRuns: 2000 },
    );
  },
);

test.each<[unknown, string[]]>([
  [undefined, []],
  [null, ['null']],
  ['chat', ['chat']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
  [new Set(['a', 7]), ['a', '7']],
  [Object('ab'), ['a', 'b']],
  [{ toString: () => 'text' }, ['text']],
])('protocols %o', (given, expected) => {
  const { direct, noted } = compare(() => given, noteProtocols, sequenceOrString);
  expect(direct).toEqual({ value: expected });
  expect(noted).toEqual(expected);
});

test.each([
  [
    'an array with an iterator of its own',
    () => Object.assign(['a'], { [Symbol.iterator]: () => ['z'].values() }),
  ],
  [
    'an array whose items are computed',
    () => Object.defineProperty(['a'], 0, { enumerable: true, get: () => `${calls.push('item')}` }),
  ],
  [
    'an array with more than items',
    () => Object.defineProperty(['a'], 'x', { enumerable: true, get: () => calls.push('x') }),
  ],
])('protocols in %s', (_, make) => {
  compare(make, noteProtocols, sequenceOrString);
});

test('before the native has run there is nothing to tell', () => {
  expect(noteString({ toString: () => 'x' }).result()).toBeNull();
  expect(noteNumber({ valueOf: () => 1 }).result()).toBeNull();
  expect(Array.from(noteProtocols(new Set(['x'])).result() ?? [])).toEqual([]);
});

test.each([
  ['toString', () => noteString({ toString: fail }), (pass: unknown) => `${pass as string}`],
  ['valueOf', () => noteNumber({ valueOf: fail }), (pass: unknown) => +(pass as number)],
  ['an iterator', () => noteProtocols({ [Symbol.iterator]: fail }), sequenceOrString],
  ['an item', () => noteProtocols([{ toString: fail }]), sequenceOrString],
])('an error that the page threw from %s is known as its own, once', (_, note, convert) => {
  expect(() => convert((note() as NotedArgument<unknown>).pass)).toThrow(error);
  expect(takeThrownByPage(error)).toBe(true);
  expect(takeThrownByPage(error)).toBe(false);
});

test('an error of the native is not the page’s own', () => {
  expect(() => noteString({ toString: fail }).pass + '').toThrow(error);
  expect(takeThrownByPage(new TypeError('native'))).toBe(false);
});
