import { expect, test, vi } from 'vitest';
import type { HookCommand } from '../../../lib/protocol/commands.ts';

type Stored = Record<string, { newValue?: unknown }>;

const fake = vi.hoisted(() => ({
  stored: {} as Record<string, unknown>,
  listeners: [] as ((changes: Stored) => void)[],
}));
vi.mock('webextension-polyfill', () => ({
  default: {
    storage: {
      local: {
        get: async () => fake.stored,
        onChanged: {
          addListener: (listener: (changes: Stored) => void) => fake.listeners.push(listener),
        },
      },
    },
  },
}));
const { HistorySetting } = await import('../../../lib/background/history-setting.ts');

const change = (value: unknown): void => {
  for (const listener of fake.listeners)
    listener({ 'setting:history': { newValue: { by: 'a panel', value } } });
};

const USUAL = { type: 'bound', events: 10_000, bytes: 8_388_608 };

test('a hook is told the usual where nothing, the usual or nonsense was chosen', async () => {
  for (const value of [undefined, 'usual', 'toString', 7, { events: 1e9 }]) {
    fake.stored = value === undefined ? {} : { 'setting:history': { by: 'a panel', value } };
    expect(await new HistorySetting(() => {}).command()).toEqual(USUAL);
  }
});

test('a choice of last time holds, and one of now is told at once', async () => {
  fake.stored = { 'setting:history': { by: 'a panel', value: 'off' } };
  const told: HookCommand[] = [];
  const setting = new HistorySetting((command) => told.push(command));
  expect(await setting.command()).toEqual({ type: 'bound', events: 0, bytes: 0 });
  change('small');
  expect(told).toEqual([{ type: 'bound', events: 1000, bytes: 1_048_576 }]);
  expect(await setting.command()).toEqual(told[0]);
  change('usual');
  expect(told[1]).toEqual({ type: 'bound', events: 10_000, bytes: 8_388_608 });
  expect(await setting.command()).toEqual(USUAL);
});
