import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonDocument } from '../../../lib/reading/json-document.ts';
import { normalizedPath, shortPath } from '../../../lib/reading/json-path.ts';
import { printJson } from '../../../lib/reading/print-json.ts';
import { looksLikeJson, readJson } from '../../../lib/reading/read-json.ts';
import { finish } from '../../../lib/reading/slices.ts';

function read(text: string): JsonDocument {
  const result = finish(readJson(text));
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.document;
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** JSON text with some characters taken out, doubled or put in. */
const almostJson = fc
  .tuple(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    fc.array(
      fc.tuple(fc.nat(), fc.constantFrom(...'{}[]",:\\0123456789.eE+-tfnu \n\t\u0001\u00a0')),
    ),
    fc.boolean(),
  )
  .map(([text, edits, remove]) => {
    let edited = text;
    for (const [place, character] of edits.slice(0, 3)) {
      const at = place % (edited.length + 1);
      edited = edited.slice(0, at) + character + edited.slice(remove ? at + 1 : at);
    }
    return edited;
  });

test('takes what JSON.parse takes, and nothing else', () => {
  fc.assert(
    fc.property(fc.oneof(almostJson, fc.json(), fc.string()), (text) => {
      expect(finish(readJson(text)).ok).toBe(parses(text));
    }),
    { numRuns: 3000 },
  );
});

test.each(['', ' ', '[', '[1,]', '{"a":}', '01', '-', '1.', '1e', '"\\x"', '"\n"', '[1]]', 'nul'])(
  'does not take %j',
  (text) => expect(finish(readJson(text))).toMatchObject({ ok: false, fault: 'syntax' }),
);

test('says where the fault is', () => {
  expect(finish(readJson('{"a": 1, b}'))).toMatchObject({ fault: 'syntax', at: 9, why: 'name' });
  expect(finish(readJson('[1, 2'))).toMatchObject({ fault: 'syntax', at: 5, why: 'itemEnd' });
});

function rebuild(document: JsonDocument, value: number): unknown {
  const type = document.type(value);
  if (type === 'string') return document.string(value);
  if (type !== 'object' && type !== 'array') return JSON.parse(document.source(value));
  const children: number[] = [];
  for (let at = value + 1; at < document.after(value); at = document.after(at)) children.push(at);
  expect(children.length).toBe(document.count(value));
  if (type === 'array') {
    expect(children.map((child) => document.name(child))).toEqual(children.map((_, i) => i));
    return children.map((child) => rebuild(document, child));
  }
  return Object.fromEntries(
    children.map((child) => [document.name(child), rebuild(document, child)]),
  );
}

test('has every value where it is', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat({ max: 3 }), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(rebuild(read(text), 0)).toEqual(JSON.parse(text));
    }),
  );
});

test('keeps the digits of a number, the order of members, and those of one name', () => {
  const document = read('{"10": 12345678901234567890, "2": 1.0, "2": -0}');
  expect([1, 2, 3].map((value) => [document.name(value), document.source(value)])).toEqual([
    ['10', '12345678901234567890'],
    ['2', '1.0'],
    ['2', '-0'],
  ]);
});

test('no depth is too deep', () => {
  const depth = 300_000;
  const document = read('['.repeat(depth) + ']'.repeat(depth));
  expect(document.length).toBe(depth);
  expect(document.depth(depth - 1)).toBe(depth - 1);
  expect(normalizedPath(document, 2)).toBe('$[0][0]');
});

test('stops at a bound of values', () => {
  expect(finish(readJson('[1,2,3]', 3))).toEqual({ ok: false, fault: 'many' });
  expect(finish(readJson('[1,2]', 3)).ok).toBe(true);
});

test('the beginning of a long string or name is decoded alone', () => {
  const long = '\\u00e9"\\\\'.replace('"', '\\"').repeat(30_000);
  const document = read(`{"${long}": "${long}"}`);
  const whole = JSON.parse(`"${long}"`) as string;
  for (const limit of [1, 100, 3001]) {
    const string = document.string(1, limit);
    expect(string.length).toBeGreaterThanOrEqual(limit);
    expect(string.length).toBeLessThan(50_000);
    expect(whole.startsWith(string)).toBe(true);
    expect(whole.startsWith(document.name(1, limit) as string)).toBe(true);
  }
  expect(document.string(1)).toBe(whole);
  expect(document.name(1)).toBe(whole);
});

test('paths are written as RFC 9535 normalizes them', () => {
  const document = read(`{"a":{"b c":[0,{"it's\\n\\u0001\\\\":1}]}}`);
  const last = document.length - 1;
  expect(normalizedPath(document, last)).toBe(`$['a']['b c'][1]['it\\'s\\n\\u0001\\\\']`);
  expect(shortPath(document, last)).toBe(`$.a['b c'][1]['it\\'s\\n\\u0001\\\\']`);
  expect(normalizedPath(document, 0)).toBe('$');
});

test('is printed as JSON.stringify prints it, with the digits of the text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(finish(printJson(read(text))).text).toBe(JSON.stringify(JSON.parse(text), null, 2));
    }),
  );
  const { text, tokens } = finish(printJson(read('{"n":[1.50,true],"e":{}}')));
  expect(text).toBe('{\n  "n": [\n    1.50,\n    true\n  ],\n  "e": {}\n}');
  expect(tokens.map(({ type, start, end }) => [type, text.slice(start, end)])).toEqual([
    ['name', '"n"'],
    ['number', '1.50'],
    ['word', 'true'],
    ['name', '"e"'],
  ]);
});

test('part of a document is printed as if it stood alone', () => {
  const document = read('{"a":[{"b":1},2]}');
  expect(finish(printJson(document, 1)).text).toBe('[\n  {\n    "b": 1\n  },\n  2\n]');
  expect(finish(printJson(document, 3)).text).toBe('1');
});

test('text is told from JSON by its ends', () => {
  expect(looksLikeJson(' {"a":1}\n')).toBe(true);
  expect(looksLikeJson('[1}')).toBe(false);
  expect(looksLikeJson('hello')).toBe(false);
});
