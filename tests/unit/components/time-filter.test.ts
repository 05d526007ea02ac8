import * as fc from 'fast-check';
import { signal } from '@preact/signals-core';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  setTimeRange,
  timeRangeOf,
  withinRange,
} from '../../../components/timeline/time-filter.ts';
import type { PanelModel } from '../../../lib/panel/panel-model.ts';

const at = (text: string): number => new Date(`2026-11-20T${text}`).getTime();
const DAY = 86_400_000;

beforeEach(() => void vi.useFakeTimers({ now: at('23:30:00') }));
afterEach(() => void vi.useRealTimers());

function written(range: { from: number; to: number }, before = ''): string {
  const model = { filterText: signal(before) } as unknown as PanelModel;
  setTimeRange(model, range);
  return model.filterText.value;
}

test('a range is written by the clock, and with its day where the clock would mean another', () => {
  expect(written({ from: at('12:00:00'), to: at('12:00:01') })).toBe(
    'time:12:00:00.000..12:00:00.999',
  );
  // By now the next ten past midnight is less than an hour ahead.
  const night = written({ from: at('00:10:00'), to: at('00:11:00') });
  expect(night).toBe('time:2026-11-20T00:10:00.000..2026-11-20T00:10:59.999');
  const ahead = written({ from: at('12:00:00') + DAY, to: at('12:00:01') + DAY });
  expect(ahead).toContain('2026-11-21T12:00:00.000');
});

test('what is written is read as the same range, whatever else stands there', () => {
  const time = fc.integer({ min: at('00:00:00') - 400 * DAY, max: at('00:00:00') + 400 * DAY });
  const others = fc.constantFrom('', 'dir:send', 'a or b', 'time>-1m word', '-(x time:12:00)');
  fc.assert(
    fc.property(time, fc.integer({ min: 1, max: 2 * DAY }), others, (from, span, before) => {
      const range = { from, to: from + span };
      expect(timeRangeOf(written(range, before), Date.now())).toEqual(range);
    }),
  );
});

test.each([
  ['time>-1m', at('23:29:00') + 1, Infinity],
  ['time<=12:30', -Infinity, at('12:31:00')],
  ['time:12:30 word', at('12:30:00'), at('12:31:00')],
  ['time>=12:00 time<13:00', at('12:00:00'), at('13:00:00')],
  ['time:09:00..17:00', at('09:00:00'), at('17:01:00')],
])('any condition of time is a range: %s', (filter, from, to) => {
  expect(timeRangeOf(filter, Date.now())).toEqual({ from, to });
});

test.each(['', 'word', 'time:', '-time:12:30', 'a or time:12:30', 'time>x'])(
  'no range stands in %j',
  (filter) => expect(timeRangeOf(filter, Date.now())).toBeNull(),
);

test('no times contradict each other into a range of less than nothing', () => {
  const { from, to } = timeRangeOf('time<12:00 time>13:00', Date.now())!;
  expect(to).toBe(from);
});

test('a range within another stays within it', () => {
  const outer = { from: 10, to: 20 };
  expect(withinRange({ from: -Infinity, to: Infinity }, outer)).toEqual(outer);
  expect(withinRange({ from: 12, to: 15 }, outer)).toEqual({ from: 12, to: 15 });
  expect(withinRange({ from: 30, to: 40 }, outer)).toEqual({ from: 20, to: 20 });
});
