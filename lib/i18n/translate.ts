import { LocalizedStringDictionary, type LocalizedString } from '@internationalized/string';
import { en } from '../../locales/en/en.ts';
import type { later } from '../../locales/en/later.ts';
import { Words } from './words.ts';

type English = typeof en & typeof later;

/** A whole language: each message of English, with the same variables. */
export type Language = {
  [Area in keyof English]: {
    [Name in keyof English[Area]]: English[Area][Name] extends string
      ? string
      : English[Area][Name];
  };
};

/** Names a message, as `toolbar.record`. */
export type MessageKey = {
  [Area in keyof English]: `${Area}.${Extract<keyof English[Area], string | number>}`;
}[keyof English];

type Named<Name, Area> = {
  [Key in keyof Area]: `${Extract<Key, string | number>}` extends Name ? Area[Key] : never;
}[keyof Area];

type Message<Key> = Key extends `${infer Area extends keyof English}.${infer Name}`
  ? Named<Name, English[Area]>
  : never;

type Variables<Key> = Message<Key> extends (variables: infer V, words: Words) => string ? [V] : [];

/** Names a message without variables. */
export type PlainKey = { [Key in MessageKey]: Variables<Key> extends [] ? Key : never }[MessageKey];

let words = speak('en', en);
/** Nothing of the language is left to load. */
let isWhole = false;

/** The message of the interface in the language of the user. */
export function t<Key extends MessageKey>(key: Key, ...[variables]: Variables<Key>): string {
  return words.format(key, variables as Record<string, string>);
}

/** A whole number with the separators of the language. */
export function formatNumber(value: number): string {
  return words.number(value);
}

/** Makes a language that of the interface; before anything is drawn. `tag` is its BCP 47 tag. */
export function setLanguage(tag: string, language: Language): void {
  words = speak(tag, language);
  isWhole = true;
}

/** Loads what only views say that are themselves loaded when they are asked for. */
export async function loadLaterWords(): Promise<void> {
  if (isWhole) return;
  const { later } = await import('../../locales/en/later.ts');
  if (!isWhole) setLanguage('en', { ...en, ...later });
}

function speak(tag: string, language: typeof en): Words {
  const messages: Record<string, LocalizedString> = {};
  for (const [area, named] of Object.entries(language))
    for (const [name, message] of Object.entries(named))
      messages[`${area}.${name}`] = message as LocalizedString;
  return new Words(tag, new LocalizedStringDictionary({ [tag]: messages }, tag));
}
