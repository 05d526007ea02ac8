import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventKind } from '../../../lib/protocol/events.ts';
import { detailPreview, payloadPreview } from '../../../lib/session/preview.ts';
import { SessionKind } from '../../../lib/session/types.ts';
import { visibleLine } from '../../../lib/session/visible-text.ts';
import { anyText } from '../support/arbitrary-text.ts';

const FORBIDDEN = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{Cs}\ufeff]/u;
const MARK = /‹U\+[0-9A-F]{4,5}›/g;
const limits = fc.integer({ min: 0, max: 80 });

/** What a line holds at most: `limit` units of the text, each as itself or as its mark, and `…`. */
function checkLine(line: string, limit: number): void {
  expect(line).not.toMatch(FORBIDDEN);
  expect(line.replace(MARK, '.').length).toBeLessThanOrEqual(limit + 1);
  if (line.replace(MARK, '.').length > limit) expect(line).toMatch(/…$/);
}

test('a line never holds what breaks, hides or reorders text, and no more than its limit', () => {
  fc.assert(
    fc.property(anyText, limits, (text, limit) => {
      const line = payloadPreview(text, limit);
      checkLine(line, limit);
      expect(line).toBe(visibleLine(text, limit));
    }),
    { numRuns: 2000 },
  );
});

test('of a long text the limit is kept, of a short one nothing is cut', () => {
  const plain = fc.string({ unit: fc.constantFrom('a', 'ä', '→', '😀'), maxLength: 60 });
  fc.assert(
    fc.property(plain, limits, (text, limit) => {
      const line = visibleLine(text, limit);
      if (text.length <= limit) {
        expect(line).toBe(text);
        return;
      }
      const kept = line.slice(0, -1);
      expect(line).toBe(`${kept}…`);
      expect(text.startsWith(kept)).toBe(true);
      expect(kept.isWellFormed()).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(limit);
      expect(kept.length).toBeGreaterThanOrEqual(limit - 1);
    }),
  );
});

/** How a code unit is to be shown when it stands alone. */
function shownAlone(unit: number): string {
  const character = String.fromCharCode(unit);
  if (character === '\n') return '↵';
  if (character === '\t') return ' ';
  if (unit >= 0xd800 && unit <= 0xdfff) return '\ufffd';
  const hidden = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\u00ad\u200b-\u200d\u2060-\u206f\ufeff]/u;
  if (!hidden.test(character)) return character;
  return `‹U+${unit.toString(16).toUpperCase().padStart(4, '0')}›`;
}

test('each code unit alone is shown as itself, or as its mark where it would not be seen', () => {
  const wrong: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit += 1)
    if (visibleLine(String.fromCharCode(unit), 10) !== shownAlone(unit))
      wrong.push(unit.toString(16));
  expect(wrong).toEqual([]);
});

test('harmless text is shown as it is, and what is hidden with its number', () => {
  expect(visibleLine('ä → 😀 \u05d0', 100)).toBe('ä → 😀 \u05d0');
  expect(visibleLine('a\tb\nc\r\nd\re\u0000\u007f', 100)).toBe('a b↵c↵d‹U+000D›e‹U+0000›‹U+007F›');
  expect(visibleLine('\u202egnp.exe', 100)).toBe('‹U+202E›gnp.exe');
  expect(visibleLine('a\ud800b\udc00', 100)).toBe('a\ufffdb\ufffd');
});

test('a line is cut before its characters are marked, never inside a pair', () => {
  expect(visibleLine('😀😀', 3)).toBe('😀…');
  expect(visibleLine('\u0000\u0000\u0000', 2)).toBe('‹U+0000›‹U+0000›…');
  expect(visibleLine('a\r\nb', 2)).toBe('a‹U+000D›…');
  expect(visibleLine('a', 0)).toBe('…');
  expect(visibleLine('', 0)).toBe('');
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
  ['Error', EventKind.Error, fc.option(text, { nil: undefined })],
  ['State', EventKind.State, fc.constant(undefined)],
  ['BinaryType', EventKind.BinaryType, text],
  ['Diagnostic', EventKind.Diagnostic, text],
  [
    'Gap',
    SessionKind.Gap,
    fc.record({
      messages: fc.nat(),
      reason: fc.constantFrom('history', 'paused'),
      connections: fc.constant(new Map()),
    }),
  ],
  ['Teardown', SessionKind.Teardown, fc.constantFrom('document', 'worker', 'network-log')],
];

test.each(DETAILS)(
  'the line of %s is harmless, within its limit, and says something',
  (_, kind, detail) => {
    fc.assert(
      fc.property(detail, limits, (value, limit) => {
        const line = detailPreview(kind, value, limit);
        checkLine(line, limit);
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
    EventKind.Construct,
    { url: 'ws://a/', protocols: [], stack: '', api: 'WebSocketStream' },
    'new WebSocketStream ws://a/',
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
