import { beforeEach, expect, test, vi } from 'vitest';
import { handshakeKey } from '../../../lib/protocol/handshake.ts';
import type { Handshake } from '../../../lib/protocol/handshake.ts';
import { followHandshakes } from '../../../lib/transport/handshake-feed.ts';
import { fakeHandshake } from '../support/fake-handshake.ts';
import { createFakeStorage } from '../support/fake-storage.ts';

const fake = vi.hoisted(() => ({}) as Record<string, unknown>);
vi.mock('webextension-polyfill', () => ({ default: fake }));

let storage: ReturnType<typeof createFakeStorage>;
beforeEach(() => {
  storage = createFakeStorage();
  Object.assign(fake, { storage });
});

const keep = (handshake: Handshake): Promise<void> =>
  storage.session.set({ [handshakeKey(handshake)]: handshake });

test('tells of what was kept before and of what comes, of its own tab only', async () => {
  await keep(fakeHandshake({ id: 1 }));
  await keep(fakeHandshake({ id: 2, tabId: 11 }));
  const taken: Handshake[] = [];
  await followHandshakes(1, (handshake) => taken.push(handshake));
  await keep(fakeHandshake({ id: 3 }));
  await keep(fakeHandshake({ id: 4, tabId: 2 }));
  await storage.session.set({ 'handshake.1.5': { id: 5 }, settings: 1 });
  await storage.session.remove(['handshake.1.1']);
  expect(taken.map(({ id }) => id)).toEqual([1, 3]);
});

test('what it reads does not undo what it has heard meanwhile', async () => {
  await keep(fakeHandshake({ id: 1, status: 0 }));
  const before = await storage.session.get();
  vi.spyOn(storage.session, 'get').mockImplementation(async () => {
    await keep(fakeHandshake({ id: 1, status: 101 }));
    return before;
  });
  const taken: number[] = [];
  await followHandshakes(1, ({ status }) => taken.push(status));
  expect(taken).toEqual([101]);
});
