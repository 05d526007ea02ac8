import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GateData, GateQuestion, GateQuestionSent } from '../../../lib/protocol/gate.ts';
import { readGateQuestion } from '../../../lib/protocol/gate-guard.ts';

const own = (data: unknown): GateData | undefined =>
  typeof data === 'string' || data instanceof ArrayBuffer ? data : undefined;

const asked = { connection: 1, time: 1.5 };
const sent = { connection: 1, at: 1.5 };
const GOOD: GateQuestion[] = [
  { ...asked, type: 'construct', url: 'ws://page/', protocols: ['a', 'b'] },
  { ...asked, type: 'send', index: 1, data: 'text', size: 4 },
  { ...asked, type: 'receive', index: 2, data: new ArrayBuffer(3), size: 3 },
  { ...asked, type: 'close-call', code: null, reason: null },
  { ...asked, type: 'close-call', code: 3000, reason: 'r' },
  { ...asked, type: 'opened', protocol: '', extensions: '' },
  { ...asked, type: 'failed' },
  { ...asked, type: 'gone' },
  { ...asked, type: 'closed', code: 1006, reason: '', wasClean: false },
  { ...asked, type: 'present', url: 'ws://page/', protocol: '', state: 1, messages: 7 },
];

/** As the gate sends it. */
const SENT: GateQuestionSent[] = [
  { ...sent, type: 'construct', url: 'ws://page/', protocols: ['a', 'b'] },
  { ...sent, type: 'send', message: 1, data: 'text' },
  { ...sent, type: 'receive', message: 2, data: new ArrayBuffer(3) },
  { ...sent, type: 'close-call', code: null, reason: null },
  { ...sent, type: 'close-call', code: 3000, reason: 'r' },
  { ...sent, type: 'opened', protocol: '', extensions: '' },
  { ...sent, type: 'failed' },
  { ...sent, type: 'gone' },
  { ...sent, type: 'closed', code: 1006, reason: '', wasClean: false },
  { ...sent, type: 'present', url: 'ws://page/', protocol: '', readyState: 1, message: 7 },
];

test.each(SENT.map((question, index) => [question, GOOD[index]]))(
  'a question %o is read into an object of its own',
  (question, read) => {
    expect(readGateQuestion(question, own)).toEqual(read);
  },
);

test.each(SENT)('a question %o with any field of another type is none', (question) => {
  for (const field of Object.keys(question))
    for (const bad of [undefined, NaN, Infinity, {}, [5], 5n, -1]) {
      // A time before 1970 is a time.
      if (field === 'at' && bad === -1) continue;
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
  const many = { ...SENT[0], protocols: Array.from({ length: 1001 }, () => 'p') };
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
        at: fc.anything(),
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
    ...sent,
    type: 'construct',
    protocols: [],
    get url() {
      reads += 1;
      return reads === 1 ? 'ws://page/' : {};
    },
  };
  expect(readGateQuestion(forged, own)).toMatchObject({ url: 'ws://page/' });
});
