import { applyPreferences, PREFERENCE_NAMES, type Preferences } from './preferences.ts';

const FORMAT = 'sockscope-settings';

/** A file of settings is far smaller; anything beyond is something else. UTF-16 units. */
const LONGEST_FILE = 5_000_000;

/** What came of taking over a file of settings. */
export interface ImportedSettings {
  taken: number;
  /** Names that are unknown here, or whose values are damaged. */
  passedOver: string[];
}

/** All preferences as the text of a JSON file. */
export function exportSettings(preferences: Preferences): string {
  const values = Object.fromEntries(
    PREFERENCE_NAMES.map((name) => [name, preferences[name].value]),
  );
  return `${JSON.stringify({ format: FORMAT, version: 1, preferences: values }, null, 2)}\n`;
}

/** Takes over the preferences of a file, each checked; null where the text is no such file. */
export function importSettings(preferences: Preferences, text: string): ImportedSettings | null {
  const stored = readFile(text);
  if (!stored) return null;
  const taken = applyPreferences(preferences, stored);
  const passedOver = Object.keys(stored).filter(
    (name) => !(taken as readonly string[]).includes(name),
  );
  return { taken: taken.length, passedOver };
}

function readFile(text: string): Record<string, unknown> | null {
  if (text.length > LONGEST_FILE) return null;
  try {
    const file = JSON.parse(text) as { format?: unknown; preferences?: unknown } | null;
    if (file?.format !== FORMAT) return null;
    const { preferences } = file;
    const isObject = typeof preferences === 'object' && preferences !== null;
    return isObject && !Array.isArray(preferences) ? { ...preferences } : null;
  } catch {
    return null;
  }
}
