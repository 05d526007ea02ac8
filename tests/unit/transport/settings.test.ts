import { beforeEach, expect, test, vi } from 'vitest';

type Changes = Record<string, { newValue?: unknown }>;

/** The part of `storage.local` that is used; a write is done when the test says so. */
const fake = vi.hoisted(() => {
  const stored = new Map<string, unknown>();
  const listeners: ((changes: Changes) => void)[] = [];
  const pending: (() => void)[] = [];
  let failure: Error | null = null;
  const local = {
    get: async (keys: string[]) =>
      Object.fromEntries(
        keys.filter((key) => stored.has(key)).map((key) => [key, stored.get(key)]),
      ),
    set: (values: Record<string, unknown>) =>
      new Promise<void>((resolve, reject) => {
        pending.push(() => {
          if (failure) {
            reject(failure);
            return;
          }
          for (const [key, newValue] of Object.entries(values)) {
            stored.set(key, newValue);
            for (const listener of listeners) listener({ [key]: { newValue } });
          }
          resolve();
        });
      }),
    onChanged: { addListener: (listener: (changes: Changes) => void) => listeners.push(listener) },
  };
  return {
    stored,
    listeners,
    pending,
    fail: (error: Error | null) => {
      failure = error;
    },
    browser: { storage: { local } },
  };
});

vi.mock('webextension-polyfill', () => ({ default: fake.browser }));
const { Settings } = await import('../../../lib/transport/settings.ts');

beforeEach(() => {
  fake.stored.clear();
  fake.listeners.length = 0;
  fake.pending.length = 0;
  fake.fail(null);
});

/** Lets the oldest write end. */
async function finishWrite(): Promise<void> {
  fake.pending.shift()?.();
  await new Promise((resolve) => setImmediate(resolve));
}

test('what was saved is loaded, by those names that are asked for', async () => {
  const settings = new Settings();
  settings.save('a', [1]);
  settings.save('b', 'two');
  await finishWrite();
  await finishWrite();
  expect(await new Settings().load(['a', 'b', 'c'])).toEqual({ a: [1], b: 'two' });
  expect(await new Settings().load(['b'])).toEqual({ b: 'two' });
});

test('what is stored and not of our making is not loaded', async () => {
  fake.stored.set('setting:a', 7).set('setting:b', null).set('setting:c', { value: 1 });
  expect(await new Settings().load(['a', 'b', 'c'])).toEqual({});
});

test('of many values in a row the first and the last are written', async () => {
  const settings = new Settings();
  for (const size of [1, 2, 3, 4]) settings.save('size', size);
  expect(fake.pending).toHaveLength(1);
  await finishWrite();
  expect(await settings.load(['size'])).toEqual({ size: 1 });
  expect(fake.pending).toHaveLength(1);
  await finishWrite();
  expect(await settings.load(['size'])).toEqual({ size: 4 });
  expect(fake.pending).toHaveLength(0);
});

test('a panel hears of what another one chose, and not of its own', async () => {
  const one = new Settings();
  const two = new Settings();
  const heard: unknown[] = [];
  one.onChange((name, value) => heard.push(['one', name, value]));
  two.onChange((name, value) => heard.push(['two', name, value]));
  one.save('a', 1);
  await finishWrite();
  expect(heard).toEqual([['two', 'a', 1]]);
});

test('what is chosen here while another panel’s choice arrives stays', async () => {
  const one = new Settings();
  const two = new Settings();
  const heard: unknown[] = [];
  two.onChange((name, value) => heard.push([name, value]));
  one.save('a', 1);
  two.save('a', 2);
  await finishWrite();
  await finishWrite();
  expect(heard).toEqual([]);
  expect(await two.load(['a'])).toEqual({ a: 2 });
});

test('a value that cannot be stored is said in the console, and the next one is tried', async () => {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const settings = new Settings();
  fake.fail(new Error('full'));
  settings.save('a', 1);
  settings.save('a', 2);
  await finishWrite();
  expect(warn).toHaveBeenCalledOnce();
  fake.fail(null);
  await finishWrite();
  expect(await settings.load(['a'])).toEqual({ a: 2 });
  warn.mockRestore();
});
