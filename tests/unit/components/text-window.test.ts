import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  firstWindow,
  showWindow,
  widen,
  windowAround,
} from '../../../components/details/text-window.ts';
import { visibleText } from '../../../lib/session/visible-text.ts';
import { anyText } from '../support/arbitrary-text.ts';

test('an offset of the text is where its character is shown', () => {
  fc.assert(
    fc.property(anyText, fc.nat(), (text, pick) => {
      const { shown, placeOf } = showWindow(text, { start: 0, end: text.length });
      expect(shown).toBe(visibleText(text));
      expect(placeOf(text.length)).toBe(shown.length);
      const at = pick % (text.length + 1);
      // Between the two halves of a line end or a pair nothing can be told from the halves.
      if (/\r\n|[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(at - 1, at + 1))) return;
      expect(placeOf(at)).toBe(visibleText(text.slice(0, at)).length);
    }),
  );
});

test('every part of a long text can be reached, and never is too much laid out', () => {
  const length = 7_000_000;
  let window = firstWindow(length);
  for (let press = 0; window.end < length; press += 1) {
    expect(press).toBeLessThan(30);
    const next = widen(window, 'after', length);
    expect(next.end).toBeGreaterThan(window.end);
    expect(next.start).toBeLessThanOrEqual(window.end);
    window = next;
    expect(window.end - window.start).toBeLessThanOrEqual(2_000_000);
  }
  while (window.start > 0) {
    const next = widen(window, 'before', length);
    expect(next.start).toBeLessThan(window.start);
    expect(next.end).toBeGreaterThanOrEqual(window.start);
    window = next;
  }
});

test('the window moves only to what is not in it', () => {
  const window = { start: 0, end: 50_000 };
  expect(windowAround(window, 49_999, 900_000)).toBe(window);
  expect(windowAround(window, 500_000, 900_000)).toEqual({ start: 475_000, end: 525_000 });
});
