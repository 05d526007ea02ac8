import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { tapReadable } from '../../../lib/hook/stream-taps.ts';

/** What server and page do, in this order; 'turn' lets all promises settle. */
const step = fc.constantFrom('message', 'read', 'turn');

const turn = (): Promise<void> => new Promise((done) => setImmediate(done));

/** What the page gets, where `streamFor` says which stream it has. */
async function outcomeOf(
  steps: readonly string[],
  end: 'close' | 'error',
  streamFor: (native: ReadableStream<number>) => ReadableStream<unknown>,
): Promise<unknown> {
  let controller!: ReadableStreamDefaultController<number>;
  const native = new ReadableStream<number>({ start: (given) => void (controller = given) });
  const reader = streamFor(native).getReader();
  const reads: Promise<unknown>[] = [];
  const read = () => void reads.push(reader.read().catch((error: unknown) => error));
  let sent = 0;
  for (const each of steps) {
    if (each === 'message') controller.enqueue((sent += 1));
    else if (each === 'read') read();
    else await turn();
  }
  // An error takes what was not read with it: what was asked for is on its way.
  if (end === 'error') await turn();
  if (end === 'close') controller.close();
  else controller.error('dropped');
  await turn();
  while (reads.length < sent) read();
  const results = await Promise.all(reads);
  const closed = reader.closed.then(
    () => 'closed',
    (error: unknown) => error,
  );
  return [results, await Promise.race([closed, turn()])];
}

test('a page reads what it would read of the native stream, and the panel sees just that', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 12 }),
      fc.constantFrom('close' as const, 'error' as const),
      async (steps, end) => {
        const seen: unknown[] = [];
        const tapped = await outcomeOf(steps, end, (native) => {
          const tap = tapReadable((chunk) => seen.push(chunk));
          tap.connect(native);
          return tap.stream;
        });
        expect(tapped).toEqual(await outcomeOf(steps, end, (native) => native));
        const [reads] = tapped as [{ done?: boolean; value?: unknown }[]];
        expect(seen).toEqual(reads.filter(({ done }) => done === false).map(({ value }) => value));
      },
    ),
  );
});

test('a page that gives it up while a chunk is on its way ends the native stream', async () => {
  const reasons: unknown[] = [];
  const native = new ReadableStream<string>({
    start: (given) => given.enqueue('one'),
    cancel: (reason) => void reasons.push(reason),
  });
  const tap = tapReadable(() => {});
  tap.connect(native);
  const reader = tap.stream.getReader();
  const read = reader.read();
  await reader.cancel('enough');
  expect(await read).toEqual({ done: true, value: undefined });
  expect(reasons).toEqual(['enough']);
  expect(tap.enqueue('late')).toBe(false);
});
