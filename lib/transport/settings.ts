import browser from 'webextension-polyfill';

/** What the panel remembers; what is absent was never chosen. */
export interface Settings {
  keepLog?: boolean;
  /** What the log may weigh, bytes. */
  memoryBound?: number;
}

/** The remembered settings; of what is stored only what is of the right type. */
export async function loadSettings(): Promise<Settings> {
  const { settings } = await browser.storage.local.get('settings');
  const { keepLog, memoryBound } = { ...(settings as Record<string, unknown> | undefined) };
  return {
    ...(typeof keepLog === 'boolean' ? { keepLog } : {}),
    ...(typeof memoryBound === 'number' ? { memoryBound } : {}),
  };
}

/** Remembers settings beside those that another panel may have chosen meanwhile. */
export async function saveSettings(chosen: Settings): Promise<void> {
  await browser.storage.local.set({ settings: { ...(await loadSettings()), ...chosen } });
}
