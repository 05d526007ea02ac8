import { FakeEvent } from './fake-port.ts';

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;

/** `browser.storage` with its session area in memory; each call answers later, as the real one. */
export function createFakeStorage() {
  const items: Record<string, unknown> = {};
  const onChanged = new FakeEvent<[Changes, string]>();
  const session = {
    get: async () => structuredClone(items),
    set: async (values: Record<string, unknown>) => {
      const copy = structuredClone(values);
      Object.assign(items, copy);
      const changes = Object.entries(copy).map(([key, newValue]) => [key, { newValue }]);
      onChanged.fire(Object.fromEntries(changes) as Changes, 'session');
    },
    remove: async (keys: string[]) => {
      for (const key of keys) delete items[key];
      onChanged.fire(Object.fromEntries(keys.map((key) => [key, {}])), 'session');
    },
  };
  return { items, session, onChanged };
}
