import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GateData, GateQuestion } from '../../../lib/protocol/gate.ts';
import { readGateQuestion } from '../../../lib/protocol/gate-guard.ts';

const own = (data: unknown): GateData | undefined =>
  typeof data === 'string' || data instanceof ArrayBuffer ? data : undefined;

const asked = { connection: 1, time: 1.5 };
const GOOD: GateQuestion[] = [
  { ...asked, type: 'construct', url: 'ws://page/', protocols: ['a', 'b'] },
  { ...asked, type: 'send', index: 1, data: 'text', size: 4 },
  { ...asked, type: 'receive', index: 2, data: new ArrayBuffer(3), size: 3 },
  { ...asked, type: 'close-call', code: null, reason: null },
  { ...asked, type: 'close-call', code: 3000, reason: 'r' },
  { ...asked, type: 'opened', protocol: '', extensions: '' },
  { ...asked, type: 'failed' },
  { ...asked, type: 'closed', code: 1006, reason: '', wasClean: false },
  { ...asked, type: 'present', url: 'ws://page/', protocol: '', state: 1, messages: 7 },
];

test.each(GOOD)('a question %o is read as it is, into an object of its own', (question) => {
  const read = readGateQuestion(question, own);
  expect(read).toEqual(question);
  expect(read).not.toBe(question);
});

test.each(GOOD)('a question %o with any field of another type is none', (question) => {
  for (const field of Object.keys(question))
    for (const bad of [undefined, NaN, Infinity, {}, [5], 5n, -1]) {
      // A time before 1970 is a time.
      if (field === 'time' && bad === -1) continue;
      expect(readGateQuestion({ ...question, [field]: bad }, own), field).toBeUndefined();
    }
});

test('what is no question is none, and nothing throws', () => {
  const hostile = new Proxy(
    {},
    {
      get() {
        throw new Error('mine');
      },
    },
  );
  expect(readGateQuestion(hostile, own)).toBeUndefined();
  const many = { ...GOOD[0], protocols: Array.from({ length: 1001 }, () => 'p') };
  expect(readGateQuestion(many, own)).toBeUndefined();
  fc.assert(
    fc.property(fc.anything(), (value) => {
      expect(readGateQuestion(value, own)).toBeUndefined();
    }),
  );
  fc.assert(
    fc.property(
      fc.record({
        type: fc.constantFrom(...GOOD.map(({ type }) => type)),
        connection: fc.anything(),
        time: fc.anything(),
        url: fc.anything(),
        protocols: fc.anything(),
        data: fc.anything(),
        code: fc.anything(),
      }),
      (value) => {
        readGateQuestion(value, own);
      },
    ),
  );
});

test('a field that tells something else when it is read again is read once', () => {
  let reads = 0;
  const forged = {
    ...asked,
    type: 'construct',
    protocols: [],
    get url() {
      reads += 1;
      return reads === 1 ? 'ws://page/' : {};
    },
  };
  expect(readGateQuestion(forged, own)).toMatchObject({ url: 'ws://page/' });
});
