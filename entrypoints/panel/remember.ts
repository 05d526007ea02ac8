import type { Signal } from '@preact/signals-core';
import { applyPreferences, PREFERENCE_NAMES } from '../../lib/panel/preferences.ts';
import type { Preferences } from '../../lib/panel/preferences.ts';
import { Settings } from '../../lib/transport/settings.ts';

/** Gives the preferences what was chosen last time, and keeps in step with storage from now on. */
export async function remember(preferences: Preferences): Promise<void> {
  const settings = new Settings();
  applyPreferences(preferences, await settings.load(PREFERENCE_NAMES));
  let taking = false;
  for (const name of PREFERENCE_NAMES)
    onChange(preferences[name], (value) => {
      if (!taking) settings.save(name, value);
    });
  settings.onChange((name, value) => {
    taking = true;
    applyPreferences(preferences, { [name]: value });
    taking = false;
  });
}

/** Calls back with each new value of a signal. */
function onChange(signal: Signal<unknown>, callback: (value: unknown) => void): void {
  let last = signal.peek();
  signal.subscribe((value) => {
    if (value === last) return;
    last = value;
    callback(value);
  });
}
