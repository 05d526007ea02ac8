import { effect } from '@preact/signals-core';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  applyPreferences,
  createPreferences,
  PREFERENCE_NAMES,
  resetPreferences,
} from '../../../lib/panel/preferences.ts';
import type { Preferences } from '../../../lib/panel/preferences.ts';

const valuesOf = (preferences: Preferences): unknown[] =>
  PREFERENCE_NAMES.map((name) => preferences[name].value);

test('what was stored is taken over, and what is unknown or of the wrong type is not', () => {
  const preferences = createPreferences();
  applyPreferences(preferences, { keepLog: true, memoryBound: 'much', other: 1 });
  expect(preferences.keepLog.value).toBe(true);
  expect(preferences.memoryBound.value).toBe(createPreferences().memoryBound.value);
  applyPreferences(preferences, { memoryBound: 64e6 });
  expect(preferences.memoryBound.value).toBe(64e6);
});

test('whatever is stored, each preference reads what it wrote and nothing throws', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.oneof(fc.constantFrom(...PREFERENCE_NAMES), fc.constant('__proto__'), fc.string()),
        fc.anything(),
      ),
      (stored) => {
        const preferences = createPreferences();
        applyPreferences(preferences, stored);
        const again = createPreferences();
        const written = JSON.parse(
          JSON.stringify(
            Object.fromEntries(PREFERENCE_NAMES.map((name) => [name, preferences[name].value])),
          ),
        ) as Record<string, unknown>;
        applyPreferences(again, written);
        expect(valuesOf(again)).toEqual(valuesOf(preferences));
      },
    ),
  );
});

test('a reset brings back the first values at once', () => {
  const preferences = createPreferences();
  const first = valuesOf(preferences);
  applyPreferences(preferences, { keepLog: true, memoryBound: 64e6 });
  const seen: unknown[] = [];
  const stop = effect(() => {
    seen.push([preferences.keepLog.value, preferences.memoryBound.value]);
  });
  resetPreferences(preferences);
  stop();
  expect(valuesOf(preferences)).toEqual(first);
  expect(seen).toHaveLength(2);
});

test('a reset of one leaves the others', () => {
  const preferences = createPreferences();
  applyPreferences(preferences, { keepLog: true, memoryBound: 64e6 });
  resetPreferences(preferences, ['keepLog']);
  expect(preferences.keepLog.value).toBe(false);
  expect(preferences.memoryBound.value).toBe(64e6);
});
