import { LocalizedStringFormatter, type LocalizedString } from '@internationalized/string';

/** What a message of a language may ask for: plurals and numbers as that language has them. */
export class Words extends LocalizedStringFormatter<string, LocalizedString> {
  /** A whole number with the language's separators. */
  override number(value: number): string {
    return super.number(value);
  }

  /** The form for a count (CLDR plural categories), and `#` in it as the count. */
  amount(count: number, forms: PluralForms): string {
    return this.plural(count, forms).replace('#', () => this.number(count));
  }
}

/** Forms of a message by the CLDR plural category of its count. */
type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** A message that has variables, typed by its own parameter. */
export type Say<Variables> = (variables: Variables, words: Words) => string;
