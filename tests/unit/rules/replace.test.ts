import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadExpressions } from '../../../lib/query/load-expressions.ts';
import type { Replacement } from '../../../lib/protocol/rule.ts';
import { compileReplacement } from '../../../lib/rules/compile-replacement.ts';
import { applyPatch, readPatch } from '../../../lib/rules/json-patch.ts';

await loadExpressions();

const SOURCES = { time: 0, count: 0, uuid: () => 'u', random: () => 0, texts: () => [] };

function replace(change: Replacement, data: string): string | null {
  const made = compileReplacement(change)(data, SOURCES);
  return made instanceof Uint8Array ? new TextDecoder().decode(made) : made;
}

const set = (path: string, value: string): Replacement => ({
  how: 'json',
  changes: [{ do: 'set', path, value }],
});
const remove = (path: string): Replacement => ({ how: 'json', changes: [{ do: 'remove', path }] });

test('text is replaced wherever it stands, as it is written', () => {
  expect(replace({ how: 'text', find: 'a.', with: '$&' }, 'a.b ab a.')).toBe('$&b ab $&');
  expect(replace({ how: 'text', find: 'x', with: 'y' }, 'abc')).toBeNull();
});

test('text is found as String.replaceAll finds it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 40 }),
      fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 4 }),
      (text, find) => {
        const made = replace({ how: 'text', find, with: '-' }, text) ?? text;
        expect(made).toBe(text.replaceAll(find, () => '-'));
      },
    ),
  );
});

test('an expression puts its groups in', () => {
  const change: Replacement = {
    how: 'expression',
    source: '(\\d+)-(?<last>\\w)',
    flags: '',
    with: '$<last>:$1',
  };
  expect(replace(change, '12-x 3-y')).toBe('x:12 y:3');
});

test('an expression that could explode does not', () => {
  const change: Replacement = { how: 'expression', source: '(a+)+$', flags: '', with: 'b' };
  expect(replace(change, `${'a'.repeat(50_000)}!`)).toBeNull();
});

test('a member is set, and all else stays as it was written', () => {
  const json = '{ "id" : 12345678901234567890, "a": [1, {"b":2}], "n":1.0 }';
  expect(replace(set('$.a[1].b', '"new"'), json)).toBe(
    '{ "id" : 12345678901234567890, "a": [1, {"b":"new"}], "n":1.0 }',
  );
  expect(replace(set('a[*]', '0'), json)).toBe(
    '{ "id" : 12345678901234567890, "a": [0, 0], "n":1.0 }',
  );
  expect(replace(set('$.c', 'null'), json)).toBe(
    '{ "id" : 12345678901234567890, "a": [1, {"b":2}], "n":1.0,"c":null }',
  );
  expect(replace(set('$.x.y', '1'), json)).toBeNull();
  expect(replace(set('$.a[2]', '3'), '{"a":[1,2]}')).toBe('{"a":[1,2,3]}');
  expect(replace(set('$.a', '{{uuid}}'), '{}')).toBe('{"a":"u"}');
});

test('what stands before the JSON of Socket.IO stays', () => {
  expect(replace(set('$[1].ok', 'true'), '42["join",{"ok":false}]')).toBe('42["join",{"ok":true}]');
});

test('a member is taken out with its comma', () => {
  expect(replace(remove('a'), '{"a":1, "b":2, "c":3}')).toBe('{"b":2, "c":3}');
  expect(replace(remove('b'), '{"a":1, "b":2, "c":3}')).toBe('{"a":1, "c":3}');
  expect(replace(remove('c'), '{"a":1, "b":2, "c":3}')).toBe('{"a":1, "b":2}');
  expect(replace(remove('$[*]'), '[1, 2, 3]')).toBe('[]');
  expect(replace(remove('d'), '{"a":1}')).toBeNull();
});

test('bytes are replaced in binary messages, and only there', () => {
  const bytes: Replacement = { how: 'bytes', find: 'ff00', with: '01' };
  expect(replace(bytes, 'text')).toBeNull();
  const made = compileReplacement(bytes)(new Uint8Array([1, 255, 0, 2, 255, 255, 0]), SOURCES);
  expect(made).toEqual(new Uint8Array([1, 1, 2, 255, 1]));
});

test('binary JSON is changed as its text', () => {
  const data = new TextEncoder().encode('{"a":1}');
  const made = compileReplacement(set('a', '2'))(data, SOURCES);
  expect(new TextDecoder().decode(made as Uint8Array)).toBe('{"a":2}');
  expect(compileReplacement(set('a', '2'))(new Uint8Array([255]), SOURCES)).toBeNull();
});

// What has `{{` is a template.
const JSON_TEXT = fc.json({ maxDepth: 3 }).filter((text) => !text.includes('{{'));
/** As JSON has it: without a negative zero. */
const OBJECT = fc
  .dictionary(fc.constantFrom('a', 'b', '0', '1', ''), fc.jsonValue({ maxDepth: 2 }))
  .map((object) => JSON.parse(JSON.stringify(object)) as Record<string, unknown>);
const KEY = fc.constantFrom('a', 'b', '0', '1', '');

test('what is set is what is read, whatever else is there', () => {
  fc.assert(
    fc.property(OBJECT, KEY, JSON_TEXT, (object, key, value) => {
      const path = `$[${JSON.stringify(key)}]`;
      const made = replace(set(path, value), JSON.stringify(object)) as string;
      expect(made === null ? object : JSON.parse(made)).toEqual({
        ...object,
        [key]: JSON.parse(value),
      });
    }),
  );
});

test('what is taken out is gone, and only that', () => {
  fc.assert(
    fc.property(OBJECT, KEY, (object, key) => {
      const path = `$[${JSON.stringify(key)}]`;
      const made = replace(remove(path), JSON.stringify(object, null, 1));
      const rest = { ...object };
      delete rest[key];
      expect(made === null ? object : JSON.parse(made)).toEqual(made === null ? object : rest);
      expect(made === null).toBe(!Object.hasOwn(object, key));
    }),
  );
});

function patch(text: string, operations: unknown): string | null {
  const read = readPatch(JSON.stringify(operations));
  if (!read) throw new Error('no patch');
  return applyPatch(text, read);
}

test('RFC 6902, its own examples', () => {
  const cases: [string, unknown, string | null][] = [
    ['{"foo":"bar"}', [{ op: 'add', path: '/baz', value: 'qux' }], '{"foo":"bar","baz":"qux"}'],
    [
      '{"foo":["bar","baz"]}',
      [{ op: 'add', path: '/foo/1', value: 'qux' }],
      '{"foo":["bar","qux","baz"]}',
    ],
    ['{"baz":"qux","foo":"bar"}', [{ op: 'remove', path: '/baz' }], '{"foo":"bar"}'],
    ['{"foo":["bar","qux","baz"]}', [{ op: 'remove', path: '/foo/1' }], '{"foo":["bar","baz"]}'],
    ['{"baz":"qux"}', [{ op: 'replace', path: '/baz', value: 'boo' }], '{"baz":"boo"}'],
    [
      '{"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}}',
      [{ op: 'move', from: '/foo/waldo', path: '/qux/thud' }],
      '{"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}',
    ],
    [
      '{"foo":["all","grass","cows","eat"]}',
      [{ op: 'move', from: '/foo/1', path: '/foo/3' }],
      '{"foo":["all","cows","eat","grass"]}',
    ],
    [
      '{"baz":"qux","foo":["a",2,"c"]}',
      [
        { op: 'test', path: '/baz', value: 'qux' },
        { op: 'test', path: '/foo/1', value: 2 },
      ],
      '{"baz":"qux","foo":["a",2,"c"]}',
    ],
    ['{"baz":"qux"}', [{ op: 'test', path: '/baz', value: 'bar' }], null],
    ['{"foo":"bar"}', [{ op: 'add', path: '/baz/bat', value: 'qux' }], null],
    ['{"/":9,"~1":10}', [{ op: 'test', path: '/~01', value: 10 }], '{"/":9,"~1":10}'],
    ['{"/":9,"~1":10}', [{ op: 'test', path: '/~01', value: '10' }], null],
    ['{"foo":["bar"]}', [{ op: 'add', path: '/foo/-', value: ['abc'] }], '{"foo":["bar",["abc"]]}'],
  ];
  for (const [text, operations, made] of cases) expect(patch(text, operations)).toBe(made);
});

test('a patch is done whole, or not at all', () => {
  const operations = [
    { op: 'replace', path: '/a', value: 2 },
    { op: 'remove', path: '/none' },
  ];
  expect(replace({ how: 'patch', patch: JSON.stringify(operations) }, '{"a":1}')).toBeNull();
});

test('what is no patch is refused, and nothing throws', () => {
  for (const wrong of [
    '',
    '{}',
    '[]',
    '[{"op":"add"}]',
    '[{"op":"add","path":"a","value":1}]',
    'null',
    '[null]',
  ])
    expect(readPatch(wrong)).toBeNull();
  fc.assert(fc.property(fc.oneof(fc.json(), fc.string()), (text) => void readPatch(text)));
});
