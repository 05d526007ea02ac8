import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPreferences, PREFERENCE_NAMES } from '../../../lib/panel/preferences.ts';
import { exportSettings, importSettings } from '../../../lib/panel/settings-file.ts';

test('what was exported is taken over as it was', () => {
  const one = createPreferences();
  one.keepLog.value = true;
  one.detailsWidth.value = 300;
  const other = createPreferences();
  expect(importSettings(other, exportSettings(one))).toEqual({
    taken: PREFERENCE_NAMES.length,
    passedOver: [],
  });
  for (const name of PREFERENCE_NAMES) expect(other[name].value).toEqual(one[name].value);
});

test('any other file is refused, and nothing throws', () => {
  const preferences = createPreferences();
  const before = exportSettings(preferences);
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), fc.constant('null')), (text) => {
      expect(importSettings(preferences, text)).toBe(null);
    }),
  );
  expect(importSettings(preferences, ' '.repeat(6_000_000))).toBe(null);
  expect(exportSettings(preferences)).toBe(before);
});

test('whatever a file of settings holds, what is taken is what another export says', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.oneof(fc.constantFrom<string>(...PREFERENCE_NAMES), fc.string()),
        fc.anything(),
      ),
      (values) => {
        const preferences = createPreferences();
        const text = JSON.stringify({ format: 'sockscope-settings', preferences: values });
        const outcome = importSettings(preferences, text);
        const names = Object.keys((JSON.parse(text) as { preferences: object }).preferences);
        expect(outcome!.taken + outcome!.passedOver.length).toBe(names.length);
        const again = createPreferences();
        importSettings(again, exportSettings(preferences));
        expect(exportSettings(again)).toBe(exportSettings(preferences));
      },
    ),
  );
});
