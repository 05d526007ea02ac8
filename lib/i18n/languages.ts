import { type Language, setLanguage } from './translate.ts';

/** Languages beside English by BCP 47 tag; each is loaded only where a user wants it. */
const LANGUAGES: Readonly<Record<string, () => Promise<Language>>> = {};

/** Speaks the first of the user's languages that there is; English where there is none. */
export async function useLanguageOf(
  tags: readonly string[],
  languages: typeof LANGUAGES = LANGUAGES,
): Promise<void> {
  for (const tag of tags) {
    const base = tag.split('-', 1)[0] ?? tag;
    if (base === 'en') return;
    const found = [tag, base].find((each) => Object.hasOwn(languages, each));
    const load = found === undefined ? undefined : languages[found];
    if (found === undefined || !load) continue;
    setLanguage(found, await load());
    return;
  }
}
