import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { t } from '../../../lib/i18n/translate.ts';
import { explainCloseCode } from '../../../lib/websocket/close-codes.ts';

const REGISTERED = [...Array.from({ length: 16 }, (_, i) => 1000 + i), 3000, 3003, 3008];

/** RFC 6455 section 7.4.2, and the codes of 7.4.1 that are never in a frame. */
function mayBeOnTheWire(code: number): boolean {
  return code >= 1000 && code < 5000 && ![1005, 1006, 1015].includes(code);
}

test('every code has a name, a sentence, and whether it can be in a Close frame', () => {
  for (let code = 0; code <= 65_535; code += 1) {
    const { name, explanation, onTheWire } = explainCloseCode(code);
    const sentence = t(`closeCodes.${explanation}`);
    if (!/^\S.*\S$/.test(name) || !/^\S.*\.$/.test(sentence))
      expect.fail(`${code}: ${name}, ${sentence}`);
    if (onTheWire !== mayBeOnTheWire(code)) expect.fail(`${code}: on the wire ${onTheWire}`);
  }
});

test('only registered codes have a name of their own', () => {
  const ranges = new Set([500, 2000, 3500, 4500, 5500].map((code) => explainCloseCode(code).name));
  expect(ranges.size).toBe(5);
  const own = [];
  for (let code = 0; code <= 65_535; code += 1)
    if (!ranges.has(explainCloseCode(code).name)) own.push(code);
  expect(own).toEqual(REGISTERED);
});

test.each([
  [999, 'Unused'],
  [1000, 'Normal Closure'],
  [1016, 'Unassigned'],
  [2999, 'Unassigned'],
  [3001, 'Library or framework'],
  [3999, 'Library or framework'],
  [4000, 'Application'],
  [4999, 'Application'],
  [5000, 'Not defined'],
  [65_535, 'Not defined'],
])('%d is %s', (code, name) => {
  expect(explainCloseCode(code).name).toBe(name);
});

test('numbers that are no codes get an answer that says so', () => {
  const odd = fc
    .oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -1, 65_536, 1000.5))
    .filter((code) => !Number.isInteger(code) || code < 0 || code > 65_535);
  fc.assert(
    fc.property(odd, (code) => {
      expect(explainCloseCode(code)).toMatchObject({ name: 'Not a close code', onTheWire: false });
    }),
  );
});
