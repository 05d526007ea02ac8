import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { detailPreview, oneLine, payloadPreview } from '../../../lib/session/preview.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import { anyText } from '../support/arbitrary-text.ts';

const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/u;
const limits = fc.integer({ min: 0, max: 80 });

test('a line never holds what breaks, hides or reorders text, and never more than its limit', () => {
  fc.assert(
    fc.property(anyText, limits, (text, limit) => {
      const line = oneLine(text, limit);
      expect(line).not.toMatch(FORBIDDEN);
      expect(line.length).toBeLessThanOrEqual(limit);
      expect(payloadPreview(text, limit)).toBe(line);
    }),
    { numRuns: 2000 },
  );
});

test('each code unit alone is shown as one harmless character', () => {
  const wrong: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1) {
    const line = oneLine(String.fromCharCode(unit), 10);
    if (line.length !== 1 || FORBIDDEN.test(line)) wrong.push(unit.toString(16));
  }
  expect(wrong).toEqual([]);
});

test('harmless text is shown as it is', () => {
  expect(oneLine('ä → 😀 \u05d0', 100)).toBe('ä → 😀 \u05d0');
  expect(oneLine('a\tb\nc\u0000\u007f', 100)).toBe('a␉b␊c␀␡');
  expect(oneLine('😀😀', 3)).toBe('😀\ufffd');
});

test('bytes are shown as hex, within the limit', () => {
  expect(payloadPreview(Uint8Array.of(0, 15, 255), 100)).toBe('00 0f ff');
  fc.assert(
    fc.property(fc.uint8Array(), limits, (bytes, limit) => {
      const line = payloadPreview(bytes, limit);
      expect(line.length).toBeLessThanOrEqual(limit);
      expect(Buffer.from(bytes).toString('hex')).toContain(line.replaceAll(' ', ''));
    }),
  );
});

const text = anyText;
const error = { errorName: text, errorMessage: text };
const protocols = fc.array(text, { maxLength: 3 });
const DETAILS: [string, number, fc.Arbitrary<unknown>][] = [
  ['Construct', EventKind.Construct, fc.record({ url: text, protocols, stack: text })],
  [
    'ConstructFailed',
    EventKind.ConstructFailed,
    fc.record({ url: text, protocols, stack: text, ...error }),
  ],
  ['Open', EventKind.Open, fc.record({ protocol: text, extensions: text })],
  ['SendThrew', EventKind.SendThrew, fc.record({ data: text, ...error })],
  [
    'CloseCall',
    EventKind.CloseCall,
    fc.record({ code: fc.option(fc.double()), reason: fc.option(text), ...error }),
  ],
  [
    'Close',
    EventKind.Close,
    fc.record({ code: fc.nat(70_000), reason: text, wasClean: fc.boolean() }),
  ],
  ['Error', EventKind.Error, fc.constant(undefined)],
  ['State', EventKind.State, fc.constant(undefined)],
  ['BinaryType', EventKind.BinaryType, text],
  ['Diagnostic', EventKind.Diagnostic, text],
  [
    'Gap',
    SessionKind.Gap,
    fc.record({
      messages: fc.nat(),
      reason: fc.constantFrom('history', 'paused', 'memory', 'malformed'),
      connections: fc.constant(new Map()),
    }),
  ],
  ['Teardown', SessionKind.Teardown, fc.constant(undefined)],
];

test.each(DETAILS)(
  'the line of %s is harmless, within its limit, and says something',
  (_, kind, detail) => {
    fc.assert(
      fc.property(detail, limits, (value, limit) => {
        const line = detailPreview(kind, value, limit);
        expect(line).not.toMatch(FORBIDDEN);
        expect(line.length).toBeLessThanOrEqual(limit);
        if (limit > 0) expect(line.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  },
);

test.each<[number, unknown, string]>([
  [
    EventKind.Construct,
    { url: 'ws://a/', protocols: ['x', 'y'], stack: '' },
    'new WebSocket ws://a/ asking for x, y',
  ],
  [
    EventKind.Close,
    { code: 1006, reason: 'r', wasClean: false },
    '1006 Abnormal Closure · r · not clean',
  ],
  [
    EventKind.CloseCall,
    { code: 4000, reason: 'bye', errorName: '', errorMessage: '' },
    'close(4000, "bye")',
  ],
  [EventKind.Open, { protocol: 'chat', extensions: '' }, 'open · protocol chat'],
  [
    SessionKind.Gap,
    { messages: 1234, reason: 'paused' },
    '1,234 messages left out here: recording was paused',
  ],
])('kind %d reads as a sentence', (kind, detail, line) => {
  expect(detailPreview(kind, detail, 200)).toBe(line);
});
