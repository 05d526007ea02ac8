/** A number as a text writes it: `-12.50e3`; more than JSON takes, as people write zeros in front. */
const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/i;

/** Whether a text is a number and nothing else. */
export function isDecimal(text: string): boolean {
  return DECIMAL.test(text);
}

/**
 * Makes a comparison with a decimal by all of its digits, whatever a double holds: less than 0 where the one
 * given is less, 0 where they are equal. Both must be decimals.
 */
export function compareToDecimal(other: string): (one: string) => number {
  const double = Number(other);
  return (one) => {
    // Rounding keeps the order: only what rounds to the same double needs another look.
    const difference = Number(one) - double;
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    return one === other ? 0 : comparePlaces(placesOf(one), placesOf(other));
  };
}

/** The digits of a number without zeros at either end, and the power of ten right before them. */
interface Places {
  sign: -1 | 0 | 1;
  digits: string;
  power: bigint;
}

function placesOf(text: string): Places {
  const [, minus, whole = '', fraction = '', exponent = '0'] = DECIMAL.exec(text) ?? [];
  const all = whole + fraction;
  let start = 0;
  while (all[start] === '0') start += 1;
  let end = all.length;
  while (end > start && all[end - 1] === '0') end -= 1;
  const digits = all.slice(start, end);
  if (digits === '') return { sign: 0, digits, power: 0n };
  const power = BigInt(exponent) + BigInt(whole.length - start);
  return { sign: minus ? -1 : 1, digits, power };
}

function comparePlaces(one: Places, other: Places): number {
  if (one.sign !== other.sign) return one.sign - other.sign;
  if (one.power !== other.power) return one.power < other.power ? -one.sign : one.sign;
  if (one.digits === other.digits) return 0;
  // As texts they compare like the fractions that they are: `12` < `123` < `13`.
  return one.digits < other.digits ? -one.sign : one.sign;
}
