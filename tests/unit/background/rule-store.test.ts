import { beforeEach, expect, test, vi } from 'vitest';
import { RuleStore } from '../../../lib/background/rule-store.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';

const local = vi.hoisted(() => ({
  items: {} as Record<string, unknown>,
  get: vi.fn<() => Promise<Record<string, unknown>>>(),
  set: async (values: object) => void Object.assign(local.items, values),
}));
vi.mock('webextension-polyfill', () => ({ default: { storage: { local } } }));

const rule = (id: string): Rule => ({
  id,
  name: id,
  on: true,
  site: '*',
  match: { filter: '' },
  action: { type: 'block' },
});

const put = (id: string) => ({ type: 'put', rule: rule(id) }) as const;

beforeEach(() => {
  local.items = {};
  local.get.mockReset().mockImplementation(async () => structuredClone(local.items));
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

test('rules that could not be loaded are not written over', async () => {
  local.items.rules = [rule('a')];
  local.get.mockRejectedValue(new Error('The disk is away'));
  const store = new RuleStore();
  await store.change([put('b')]);
  expect(await store.all()).toEqual([]);
  expect(local.items.rules).toEqual([rule('a')]);
});

test('what could not be loaded is loaded at the next try, and once only', async () => {
  local.items.rules = [rule('a')];
  local.get.mockRejectedValueOnce(new Error('The disk is away'));
  const store = new RuleStore();
  await Promise.all([store.change([put('b')]), store.change([put('c')])]);
  expect(local.items.rules).toEqual([rule('a'), rule('b'), rule('c')]);
  expect(local.get).toHaveBeenCalledTimes(2);
});

test('what is no rule here stays stored, also beyond as many as may be', async () => {
  const broken = { ...rule('broken'), action: { type: 'of a later version' } };
  const many = Array.from({ length: 199 }, (_, at) => rule(`${at}`));
  local.items.rules = [broken, ...many, rule('beyond')];
  const store = new RuleStore();
  await store.change([{ type: 'remove', id: '0' }]);
  expect(local.items.rules).toEqual([...many.slice(1), broken, rule('beyond')]);
  local.items.rules = { rules: 'elsewhere' };
  const other = new RuleStore();
  await other.change([put('a')]);
  expect(local.items.rules).toEqual([rule('a'), { rules: 'elsewhere' }]);
});

test('a switch keeps what another panel changed, and is of a rule that is there', async () => {
  local.items.rules = [rule('a')];
  const store = new RuleStore();
  await store.change([{ type: 'put', rule: { ...rule('a'), name: 'Changed elsewhere' } }]);
  await store.change([
    { type: 'switch', id: 'a', on: false },
    { type: 'switch', id: 'gone', on: true },
  ]);
  expect(local.items.rules).toEqual([{ ...rule('a'), name: 'Changed elsewhere', on: false }]);
});
