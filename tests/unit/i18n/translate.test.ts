import { globSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { useLanguageOf } from '../../../lib/i18n/languages.ts';
import {
  formatNumber,
  type Language,
  loadLaterWords,
  setLanguage,
  t,
} from '../../../lib/i18n/translate.ts';
import { en as first } from '../../../locales/en/en.ts';
import { later } from '../../../locales/en/later.ts';

const en: Language = { ...first, ...later };

afterEach(() => setLanguage('en', en));

/** English between marks, and with a plural of its own. */
const marked = Object.fromEntries(
  Object.entries(en).map(([area, named]) => [
    area,
    Object.fromEntries(
      Object.entries(named).map(([name, message]: [string, unknown]) => [
        name,
        typeof message === 'string'
          ? `[${message}]`
          : (...given: unknown[]) => `[${(message as (...all: unknown[]) => string)(...given)}]`,
      ]),
    ),
  ]),
) as unknown as Language;

test('messages, with variables, plurals and numbers of the language', () => {
  expect(t('toolbar.record')).toBe('Record');
  expect(t('units.messages', { count: 0 })).toBe('0 messages');
  expect(t('units.messages', { count: 1 })).toBe('1 message');
  expect(t('units.messages', { count: 1204 })).toBe('1,204 messages');
  expect(formatNumber(1_234_567)).toBe('1,234,567');
});

test('what is said later is loaded later, and in the language of the user', async () => {
  await loadLaterWords();
  expect(t('keys.title')).toBe('Keys');
  setLanguage('de', marked);
  await loadLaterWords();
  expect(t('keys.title')).toBe('[Keys]');
});

test('what the panel opens with says nothing that is loaded later', () => {
  const areas = Object.keys(later).join('|');
  const early = new RegExp(`['"\`](?:${areas})\\.[\\w$]`);
  const seen = new Set([resolve('entrypoints/panel/main.tsx')]);
  for (const file of seen) {
    const source = readFileSync(file, 'utf8');
    expect(source, file).not.toMatch(early);
    // Types are not loaded, nor are dynamic imports before they are asked for.
    const imports = source.matchAll(/^(?:import|export) (?!type )[^;]*?from '(\.[^']+\.tsx?)';/gm);
    for (const [, path = ''] of imports) seen.add(resolve(dirname(file), path));
  }
  expect(seen.size).toBeGreaterThan(100);
});

test('what a page puts into a variable stays as it is', () => {
  const name = '{count} # \\u202e $& $t(toolbar.record)';
  expect(t('rows.threw', { name })).toBe(`threw ${name}`);
});

test('plurals are those of the language', () => {
  setLanguage('cs', {
    ...en,
    units: {
      ...en.units,
      messages: ({ count }, words) =>
        words.amount(count, { one: '# zpráva', few: '# zprávy', other: '# zpráv' }),
    },
  });
  const said = [1, 3, 5].map((count) => t('units.messages', { count }));
  expect(said).toEqual(['1 zpráva', '3 zprávy', '5 zpráv']);
});

test('the first of the user’s languages that there is', async () => {
  const languages = { de: () => Promise.resolve(marked), 'pt-BR': () => Promise.resolve(marked) };
  await useLanguageOf(['fr', 'de-AT', 'en'], languages);
  expect(t('toolbar.record')).toBe('[Record]');
  expect(formatNumber(12_345)).toBe('12.345');

  setLanguage('en', en);
  await useLanguageOf(['en-GB', 'de'], languages);
  expect(t('toolbar.record')).toBe('Record');
  await useLanguageOf(['fr', 'pt', 'constructor'], languages);
  expect(t('toolbar.record')).toBe('Record');
});

test('every message of English is used', () => {
  const used = new Set<string>();
  const files = globSync(['components/**/*.{ts,tsx}', 'lib/**/*.ts', 'entrypoints/**/*.{ts,tsx}']);
  const sources = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  for (const [, key = ''] of sources.matchAll(/['"]([a-z]\w*\.\w+)['"]/g)) used.add(key);
  const unused = Object.entries(en)
    // Named by a value, as what a close code means: types know that each is there.
    .filter(([area]) => !sources.includes(`\`${area}.\${`))
    .flatMap(([area, named]) => Object.keys(named).map((name) => `${area}.${name}`))
    .filter((key) => !used.has(key));
  expect(unused).toEqual([]);
});

test('no text stands in the components themselves', () => {
  const found = [];
  for (const file of globSync('components/**/*.tsx')) {
    const source = readFileSync(file, 'utf8');
    for (const [text] of source.matchAll(
      /\b(?:aria-label|label|name|title|placeholder|alt)="[A-Z][^"]*"|^ +[A-Z][a-z]+(?: [a-z’]+)*[.:]?$|<(h\d|p|b|span|button|label|td|th|dt|dd|em|strong|li|a)\b[^>]*>[^<{]*\b[A-Z][a-z]+[^<{]*</gm,
    ))
      found.push(`${file}: ${text}`);
  }
  expect(found).toEqual([]);
});
