import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { PathValues, pathSteps } from '../../../lib/panel/path-values.ts';
import type { LogReader, Payload, PayloadState } from '../../../lib/session/types.ts';

/** A log of payloads, and how often they were asked for. */
function logOf(...payloads: PayloadState[]): { log: LogReader; asked: () => number } {
  let asked = 0;
  const payload = (row: number): PayloadState => {
    asked += 1;
    return payloads[row]!;
  };
  return { log: { payload } as unknown as LogReader, asked: () => asked };
}

const ready = (data: Payload): PayloadState => ({ state: 'ready', data });
const valueOf = (data: Payload, path: string) =>
  new PathValues(logOf(ready(data)).log, [path]).at(0, path);

test.each([
  ['$', []],
  ['$.user.id', ['user', 'id']],
  ['$.items[3]["a b"].c', ['items', 3, 'a b', 'c']],
  [`$['it\\'s "so"']`, ['it\'s "so"']],
  ['$.größe', ['größe']],
  ['user', null],
  ['$.', null],
  ['$..a', null],
  ['$.a b', null],
  ['$[a]', null],
  ['$["a]', null],
  ['$["\\x"]', null],
  ['$.a[*]', null],
])('the path %s', (path, steps) => {
  expect(pathSteps(path)).toEqual(steps);
});

test.each([
  ['{"a":{"b":[1,"two"]}}', '$.a.b[1]', 'two'],
  ['{"a":null}', '$.a', 'null'],
  ['{"a":{"b":[1,"two"]}}', '$.a.b', '[1,"two"]'],
  [' \n[true]', '$[0]', 'true'],
  ['{"a":"x\\u202ey"}', '$.a', 'x‹U+202E›y'],
  ['{"a":12345678901234567890}', '$.a', '12345678901234567890'],
  ['{"a": 1e400 }', '$.a', '1e400'],
  ['{"a":1.50,"a":2.50}', '$.a', '2.50'],
  ['{"a": {"b" : [ 1e400, "x  y" ] } }', '$.a', '{"b":[1e400,"x  y"]}'],
  ['{"a":[1', '$.a', '[1'],
])('of %s at %s', (data, path, text) => {
  expect(valueOf(data, path)).toEqual({ state: 'value', text });
});

test.each([
  ['{"a":1}', '$.b'],
  ['{"a":1}', '$.a.toString'],
  ['{"a":1}', '$.__proto__'],
  ['["x"]', '$["0"]'],
  ['["x"]', '$.length'],
  ['{"a":tru', '$.a'],
  ['"a"', '$[0]'],
  ['text', '$'],
  ['{"a":1}', '$.a b'],
])('nothing of %s at %s', (data, path) => {
  expect(valueOf(data, path)).toEqual({ state: 'none' });
});

test('a long message is not parsed, and says so', () => {
  expect(valueOf(`{"a":"${'x'.repeat(30_000)}"}`, '$.a')).toEqual({ state: 'long' });
  expect(valueOf('x'.repeat(30_000), '$.a')).toEqual({ state: 'none' });
  expect(valueOf(' '.repeat(30_000), '$.a')).toEqual({ state: 'none' });
});

test('a row is read once for all of its columns, and again where its Blob has arrived', () => {
  const { log, asked } = logOf(ready('{"a":1,"b":2}'));
  const values = new PathValues(log, ['$.a', '$.b']);
  expect([values.at(0, '$.a'), values.at(0, '$.b'), values.at(0, '$.a')]).toMatchObject([
    { text: '1' },
    { text: '2' },
    { text: '1' },
  ]);
  expect(asked()).toBe(1);

  const payloads: PayloadState[] = [{ state: 'loading' }];
  const late = new PathValues({ payload: () => payloads[0] } as unknown as LogReader, ['$.a']);
  expect(late.at(0, '$.a')).toEqual({ state: 'none' });
  payloads[0] = ready('{"a":1}');
  expect(late.at(0, '$.a')).toEqual({ state: 'value', text: '1' });
});

test('whatever the page sent and whatever the path, a cell is one short line', () => {
  const path = fc.oneof(
    fc.string().map((text) => `$${text}`),
    fc.constantFrom('$', '$.a', '$[0]', '$.a[0].b'),
  );
  fc.assert(
    fc.property(fc.oneof(fc.json(), fc.string()), path, (data, wanted) => {
      const value = valueOf(data, wanted);
      if (value.state === 'value') expect(value.text.length).toBeLessThan(3000);
      if (value.state === 'value') expect(value.text).not.toMatch(/[\n\r\u202e]/);
    }),
  );
});

test('deep nesting is shown cut, and ends no panel', () => {
  const deep = `${'['.repeat(9000)}${']'.repeat(9000)}`;
  expect(['value', 'none']).toContain(valueOf(deep, '$').state);
});
