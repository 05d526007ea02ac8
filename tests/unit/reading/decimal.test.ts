import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareToDecimal, isDecimal } from '../../../lib/reading/decimal.ts';

const compareDecimals = (one: string, other: string): number => compareToDecimal(other)(one);

/** Digits around what a double holds, a point anywhere, and an exponent. */
const decimal = fc
  .record({
    minus: fc.boolean(),
    digits: fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String),
      fc.constantFrom('0', '00', '9007199254740992', '9007199254740993', '10', '100'),
    ),
    point: fc.nat(5),
    exponent: fc.option(fc.integer({ min: -30, max: 30 })),
  })
  .map(({ minus, digits, point, exponent }) => {
    const at = Math.max(1, digits.length - point);
    const fraction = digits.slice(at) && `.${digits.slice(at)}`;
    const power = exponent === null ? '' : `e${exponent}`;
    return `${minus ? '-' : ''}${digits.slice(0, at)}${fraction}${power}`;
  });

/** A decimal as a whole number of 10⁻⁴⁰. */
function scaled(text: string): bigint {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return BigInt(whole + fraction) * 10n ** BigInt(40 + Number(exponent) - fraction.length);
}

/** `BigInt('-0…')` has no sign. */
const expected = (one: string, other: string): number => {
  const difference = scaled(one) - scaled(other);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
};

test('decimals are compared by all of their digits', () => {
  fc.assert(
    fc.property(decimal, decimal, (one, other) => {
      expect(isDecimal(one)).toBe(true);
      expect(Math.sign(compareDecimals(one, other))).toBe(expected(one, other));
    }),
    { numRuns: 2000 },
  );
});

test('digits and exponents without end cost no time and throw nothing', () => {
  const ones = '1'.repeat(65_000);
  expect(compareDecimals(`${ones}1`, `${ones}2`)).toBeLessThan(0);
  expect(compareDecimals(`1e${ones}`, `2e${ones}`)).toBeLessThan(0);
  expect(compareDecimals(`-1e-${ones}`, '0e5')).toBeLessThan(0);
  expect(compareDecimals('-0', '0.00e99')).toBe(0);
  expect(['', '1.', '.5', '1e', '+1', '0x1', '1 '].map(isDecimal)).not.toContain(true);
});
