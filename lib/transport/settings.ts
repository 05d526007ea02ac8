import browser from 'webextension-polyfill';

/** What the panel remembers. */
export interface Settings {
  keepLog: boolean;
}

const DEFAULTS: Settings = { keepLog: false };

/** The remembered settings; the defaults where nothing usable is stored. */
export async function loadSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  const { keepLog } = { ...DEFAULTS, ...(settings as Partial<Settings> | undefined) };
  return { keepLog: keepLog === true };
}

/** Remembers the settings. */
export async function saveSettings(settings: Settings): Promise<void> {
  await browser.storage.local.set({ settings });
}
