import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  elementHeight,
  MAX_ELEMENT_HEIGHT,
  maxOffset,
  offsetAfterScroll,
  settleTop,
  topOf,
} from '../../../components/virtual-list/scroll-space.ts';

const space = fc.record({
  content: fc.integer({ min: 0, max: 400_000_000 }),
  viewport: fc.integer({ min: 50, max: 2000 }),
});

test('the ends of the element are the ends of the rows', () => {
  fc.assert(
    fc.property(space, (space) => {
      const end = maxOffset(space);
      const bottom = Math.max(0, elementHeight(space) - space.viewport);
      expect(elementHeight(space)).toBeLessThanOrEqual(MAX_ELEMENT_HEIGHT);
      expect(topOf(space, 0)).toBe(0);
      expect(topOf(space, end)).toBe(bottom);
      expect(settleTop(space, end, bottom / 2)).toBe(bottom);
      expect(settleTop(space, 0, bottom / 2)).toBe(0);
    }),
  );
});

test('a short scroll moves the rows by as many pixels, whatever their number', () => {
  fc.assert(
    fc.property(
      space,
      fc.double({ min: 0.2, max: 0.8, noNaN: true }),
      fc.oneof(
        fc.record({ distance: fc.integer({ min: -90, max: 90 }), byWheel: fc.boolean() }),
        fc.record({ distance: fc.integer({ min: -900, max: 900 }), byWheel: fc.constant(true) }),
      ),
      (space, part, { distance, byWheel }) => {
        fc.pre(maxOffset(space) > 2000);
        const offset = maxOffset(space) * part;
        const top = topOf(space, offset);
        expect(offsetAfterScroll(space, offset, top, top + distance, byWheel)).toBeCloseTo(
          offset + distance,
          3,
        );
      },
    ),
  );
});

test('a long jump goes where the thumb stands', () => {
  fc.assert(
    fc.property(space, fc.double({ min: 0, max: 1, noNaN: true }), (space, part) => {
      fc.pre(space.content > 2 * MAX_ELEMENT_HEIGHT);
      const top = Math.round((MAX_ELEMENT_HEIGHT - space.viewport) * part);
      fc.pre(top > 2 * space.viewport);
      const offset = offsetAfterScroll(space, 0, 0, top, false);
      expect(Math.abs(topOf(space, offset) - top)).toBeLessThanOrEqual(1);
    }),
  );
});
