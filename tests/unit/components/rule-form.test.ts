import { assert, constantFrom, oneof, property, record, string } from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { readRuleForm } from '../../../components/rules/read-rule-form.ts';
import {
  FIRST_FIELDS,
  formOf,
  newChange,
  newForm,
  newStep,
  type RuleForm,
} from '../../../components/rules/rule-form.ts';
import { startFrom, TEMPLATES } from '../../../components/rules/rule-templates.ts';
import { describeAction } from '../../../components/rules/rule-words.ts';
import { loadLaterWords } from '../../../lib/i18n/translate.ts';
import { arbitraryRule } from '../support/arbitrary-rule.ts';

beforeAll(loadLaterWords);

test('a stored rule comes back out of the editor as it was', () => {
  assert(
    property(arbitraryRule(), (rule) => {
      const { rule: read, errors } = readRuleForm(formOf(rule), rule.on);
      expect([...errors]).toEqual([]);
      expect(read).toEqual(rule);
    }),
  );
});

test('every rule has words for what it does', () => {
  assert(
    property(arbitraryRule(), ({ action }) => {
      expect(describeAction(action)).toMatch(/^[A-Z0-9]/);
    }),
  );
});

test('whatever is typed is read or refused with words, and never throws', () => {
  const text = oneof(string(), constantFrom('{{', '$.', '1e9', '{"a":', '-1', '100%'));
  const fields = record(
    Object.fromEntries(Object.keys(FIRST_FIELDS).map((name) => [name, text])) as Record<
      keyof typeof FIRST_FIELDS,
      typeof text
    >,
  );
  const types = TEMPLATES.map(({ name }) => startFrom(name, '*').type);
  assert(
    property(constantFrom(...types), fields, text, (type, typed, other) => {
      const form = newForm({
        type,
        filter: other,
        site: other,
        every: other,
        fields: { ...typed, how: 'json', to: 'page', bodyFormat: 'json', closeHow: 'end' },
        changes: [newChange({ path: other, value: other })],
        steps: [newStep({ body: other }), newStep({ do: 'wait', filter: other, ms: other })],
      });
      const { rule, errors } = readRuleForm(form, true);
      expect(rule === null).toBe(errors.size > 0);
      for (const { text: said } of errors.values()) expect(said.length).toBeGreaterThan(3);
    }),
  );
});

describe('what is wrong is said at its field', () => {
  const cases: [string, Partial<Omit<RuleForm, 'fields'>>, Partial<RuleForm['fields']>, string][] =
    [
      ['filter', { filter: 'dr:send' }, {}, 'There is no key “dr:”'],
      ['site', { site: 'https://' }, {}, 'A site is wanted'],
      ['every', { every: '0' }, {}, 'A whole number from 1 to 1,000,000'],
      ['probability', { probability: '101' }, {}, 'up to 100 percent'],
      ['ms', { type: 'delay' }, { ms: 'soon' }, 'A time is wanted'],
      ['bytesPerSecond', { type: 'delay' }, { bytesPerSecond: 'fast' }, 'A size is wanted'],
      ['times', { type: 'duplicate' }, { times: '101' }, 'from 1 to 100'],
      ['find', { type: 'replace' }, { how: 'text' }, 'Something is missing'],
      ['source', { type: 'replace' }, { how: 'expression', source: '(' }, 'Invalid regular'],
      ['patch', { type: 'replace' }, { how: 'patch', patch: '{}' }, 'An array of operations'],
      ['findHex', { type: 'replace' }, { how: 'bytes', findHex: '0' }, 'Hex wants pairs'],
      ['body', { type: 'answer' }, { body: '{"a": }' }, 'line 1, column 7'],
      ['body', { type: 'answer' }, { bodyFormat: 'hex', body: 'zz' }, 'Hex does not know “z”'],
      ['body', { type: 'answer' }, { bodyFormat: 'base64', body: 'A' }, 'Base64 is cut off'],
      ['body', { type: 'answer' }, { bodyFormat: 'text', body: '{{nope}}' }, 'There is uuid, now'],
      ['code', { type: 'close' }, { closeHow: 'close', code: '1006' }, '1000 or with 3000 to 4999'],
      ['code', { type: 'close' }, { code: '999' }, ''],
      ['code', { type: 'close' }, { code: '4000', reason: 'é'.repeat(62) }, '124 bytes as UTF-8'],
      ['url', { type: 'redirect' }, { url: 'staging' }, 'The URL of a server is wanted'],
      ['disconnectMs', { type: 'network' }, { disconnectMs: '20ms' }, 'At least 100 ms'],
    ];

  test.each(cases)('%s %o %o', (field, values, fields, said) => {
    const { rule, errors } = readRuleForm(
      newForm({ ...values, fields: { ...FIRST_FIELDS, ...fields } }),
      true,
    );
    expect(rule).toBeNull();
    expect([...errors.keys()]).toEqual([field]);
    expect(errors.get(field)?.text).toContain(said);
  });

  test('a change of JSON names its own line', () => {
    const good = newChange({ path: '$.a', value: '1' });
    const bad = newChange({ path: '$.a[', value: 'Ada' });
    const { errors } = readRuleForm(
      newForm({ type: 'replace', changes: [good, bad], fields: FIRST_FIELDS }),
      true,
    );
    expect([...errors.keys()]).toEqual([`${bad.key}.path`, `${bad.key}.value`]);
    expect(errors.get(`${bad.key}.value`)?.text).toContain('A text stands in quotes: "Ada"');
  });
});

test('what one can start from is right as it stands, but for what only the user knows', () => {
  const open = Object.fromEntries(
    TEMPLATES.map(({ name }) => [
      name,
      [...readRuleForm(startFrom(name, '*'), true).errors.keys()],
    ]),
  );
  const { change = [], redirect, ...others } = open;
  expect(change.length).toBe(2);
  expect(redirect).toEqual(['url']);
  expect(Object.values(others).flat()).toEqual([]);
});
