import '../support/page-globals.ts';
import { expect, test, vi } from 'vitest';
import { HISTORY_BOUNDS } from '../../../lib/protocol/history.ts';
import type { EventBatch } from '../../../lib/protocol/events.ts';

const MEGABYTE = 1024 * 1024;

/** The relay's end of the channel is the test. */
class FakeChannel extends EventTarget {
  static last: FakeChannel | undefined;
  readonly said: unknown[] = [];
  constructor() {
    super();
    FakeChannel.last = this;
  }
  postMessage(message: unknown): void {
    this.said.push(message);
  }
  close(): void {}
}

test('a worker of which no relay hears keeps the history only, after a while', async () => {
  const waits: { ms: number; controller: AbortController }[] = [];
  vi.spyOn(AbortSignal, 'timeout').mockImplementation((ms) => {
    const controller = new AbortController();
    waits.push({ ms, controller });
    return controller.signal;
  });
  vi.stubGlobal('BroadcastChannel', FakeChannel);
  vi.stubGlobal('self', Object.assign(new EventTarget(), { name: '' }));
  vi.stubGlobal('location', { href: 'http://page/shared.js' });
  const { installInWorker } = await import('../../../lib/hook/install-in-worker.ts');
  installInWorker('channel', 'mark');
  const socket = new WebSocket('ws://127.0.0.1:1/');
  socket.addEventListener('error', () => {});
  // It still connects: each throws, and is recorded with its data.
  for (let i = 0; i < 20; i += 1)
    expect(() => socket.send('x'.repeat(MEGABYTE / 2))).toThrow('before connected');
  const payloads = (): number => {
    const { last: channel } = FakeChannel;
    channel!.said.length = 0;
    const say = (data: object) => channel!.dispatchEvent(new MessageEvent('message', { data }));
    say({ type: 'subscribe', subscriber: 'panel', from: 1 });
    for (let i = 0; i < 50; i += 1)
      say({ type: 'acknowledge', subscriber: 'panel', seq: lastOf(channel!.said) });
    const count = channel!.said
      .filter((each): each is EventBatch => (each as EventBatch).type === 'batch')
      .reduce((sum, each) => sum + each.payloads.length, 0);
    return count;
  };
  for (const { ms, controller } of waits) if (ms === 10_000) controller.abort();
  // Each weighs a megabyte: text at two bytes a code unit.
  expect(payloads()).toBeLessThan(3 + HISTORY_BOUNDS.usual.bytes / MEGABYTE);
  expect(payloads()).toBeGreaterThan(5);
});

/** Sequence number of the last event that was said. */
function lastOf(said: readonly unknown[]): number {
  const batch = said.findLast((each): each is EventBatch => (each as EventBatch).type === 'batch');
  return batch?.numbers.at(-10) ?? 0;
}
