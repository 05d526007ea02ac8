import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRules, readRulesFile, rulesFile } from '../../../lib/protocol/read-rules.ts';
import { isOfSite, matchPatternOf } from '../../../lib/protocol/rule.ts';
import { isRulePanelMessage } from '../../../lib/protocol/rule-guards.ts';

const BLOCK = {
  id: '1',
  name: 'No pings',
  on: true,
  site: '*',
  match: { filter: 'ping' },
  action: { type: 'block' },
};

const change = (rule: unknown) => ({ type: 'change', changes: [{ type: 'put', rule }] });

const problemOf = (value: unknown) => {
  const [refused] = readRules([value]).refused;
  return refused && [refused.field, refused.problem];
};

test('a rule is taken with the fields that it has, and no others', () => {
  const { rules, refused } = readRules([{ ...BLOCK, more: 1, match: { filter: '', every: 3 } }]);
  expect(refused).toEqual([]);
  expect(rules).toEqual([{ ...BLOCK, match: { filter: '', every: 3 } }]);
});

test('one that is broken is refused with its field, the others stay', () => {
  const { rules, refused } = readRules([BLOCK, { ...BLOCK, id: '2', action: { type: 'fly' } }]);
  expect(rules).toHaveLength(1);
  expect(refused).toEqual([
    { index: 1, name: 'No pings', field: 'action.type', problem: 'unknown' },
  ]);
});

test('each field is checked and bounded', () => {
  const close = { type: 'close', how: 'close', code: 1006, reason: '' };
  const replace = (change: unknown) => ({ ...BLOCK, action: { type: 'replace', change } });
  expect(problemOf(null)).toEqual(['', 'notARule']);
  expect(problemOf({ ...BLOCK, id: undefined })).toEqual(['id', 'missing']);
  expect(problemOf({ ...BLOCK, site: 'a b' })).toEqual(['site', 'badSite']);
  expect(problemOf({ ...BLOCK, match: { filter: '', every: 0 } })).toEqual([
    'match.every',
    'outOfRange',
  ]);
  expect(
    problemOf({ ...BLOCK, action: { type: 'delay', ms: -1, jitter: 0, bytesPerSecond: null } }),
  ).toEqual(['action.ms', 'outOfRange']);
  expect(problemOf({ ...BLOCK, action: close })).toEqual(['action.code', 'badCode']);
  expect(problemOf({ ...BLOCK, action: { ...close, how: 'end' } })).toBeUndefined();
  expect(problemOf({ ...BLOCK, action: { ...close, code: 3000, reason: 'ü'.repeat(62) } })).toEqual(
    ['action.reason', 'tooLong'],
  );
  expect(problemOf(replace({ how: 'bytes', find: 'abc', with: '' }))).toEqual([
    'action.change.find',
    'badHex',
  ]);
  expect(problemOf({ ...BLOCK, action: { type: 'redirect', url: 'file:///a' } })).toEqual([
    'action.url',
    'badUrl',
  ]);
  expect(problemOf({ ...BLOCK, action: { type: 'sequence', steps: [] } })).toEqual([
    'action.steps',
    'empty',
  ]);
  expect(readRules([BLOCK, BLOCK]).refused).toMatchObject([{ field: 'id', problem: 'twice' }]);
  expect(
    readRules(Array.from({ length: 201 }, (_, id) => ({ ...BLOCK, id: String(id) }))).refused,
  ).toEqual([{ index: 200, name: '', field: '', problem: 'tooMany' }]);
});

test('whatever comes, nothing is thrown, and what is taken is taken again', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.anything(), fc.array(fc.record({ action: fc.anything() }))),
      (value) => {
        const { rules } = readRules(value);
        expect(readRules(rules).rules).toEqual(rules);
      },
    ),
  );
});

test('an export is read again; one of another version is not', () => {
  const { rules } = readRules([BLOCK]);
  expect(readRulesFile(JSON.parse(JSON.stringify(rulesFile(rules))))?.rules).toEqual(rules);
  expect(readRulesFile({ sockscopeRules: 2, rules: [] })).toBeNull();
  expect(readRulesFile([])).toBeNull();
});

test('a site is all, or scheme, host and port', () => {
  expect(isOfSite('*', 'null')).toBe(true);
  expect(isOfSite('a.test', 'https://a.test')).toBe(true);
  expect(isOfSite('a.test', 'http://a.test:8080')).toBe(true);
  expect(isOfSite('https://a.test', 'http://a.test')).toBe(false);
  expect(isOfSite('a.test:443', 'https://a.test')).toBe(true);
  expect(isOfSite('http://localhost:3000', 'http://localhost:3000')).toBe(true);
  expect(isOfSite('http://localhost:3000', 'http://localhost:3001')).toBe(false);
  expect(isOfSite('*.a.test', 'https://b.a.test')).toBe(true);
  expect(isOfSite('*.a.test', 'https://ba.test')).toBe(false);
  expect(isOfSite('a.test', 'https://a.test.evil')).toBe(false);
  expect(isOfSite('A.test', 'https://a.test')).toBe(true);
  expect(isOfSite('a.test', 'null')).toBe(false);
});

test('the browser is given a pattern without the port, which Firefox does not know', () => {
  expect(matchPatternOf('*')).toBe('<all_urls>');
  expect(matchPatternOf('http://localhost:3000')).toBe('http://localhost/*');
  expect(matchPatternOf('*.A.test')).toBe('*://*.a.test/*');
});

test('a panel’s change with a broken rule is not carried out', () => {
  expect(isRulePanelMessage(change(BLOCK))).toBe(true);
  expect(isRulePanelMessage(change({ ...BLOCK, on: 1 }))).toBe(false);
});

const toggle = (on: unknown) => ({ type: 'change', changes: [{ type: 'switch', id: 'a', on }] });

test('a rule is switched by its id, on or off', () => {
  expect(isRulePanelMessage(toggle(false))).toBe(true);
  expect(isRulePanelMessage(toggle('off'))).toBe(false);
});
