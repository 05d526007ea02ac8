import {
  apply,
  getOwnPropertyDescriptor,
  NO_ARGUMENTS,
  reader as getterOf,
} from './primordials.ts';
import { settled, shielded } from './settled.ts';

/**
 * Streams that stand between the page and those of a `WebSocketStream`. They are made before the
 * connection opens, so that they are ready when the page gets them: the first `write()` reaches the
 * native stream in the same step, as it would by itself. Nothing is read ahead.
 */

const NativeReadableStream = ReadableStream;
const NativeWritableStream = WritableStream;

// By name, as the minifier shortens names of the hook's own, and some of these are the same.
const methodOf = (prototype: object, name: string) =>
  getOwnPropertyDescriptor(prototype, name)?.value as (...args: unknown[]) => Promise<unknown>;

const getReader = methodOf(ReadableStream.prototype, 'getReader');
const getWriter = methodOf(WritableStream.prototype, 'getWriter');
const readNext = methodOf(ReadableStreamDefaultReader.prototype, 'read');
const cancelReading = methodOf(ReadableStreamDefaultReader.prototype, 'cancel');
const readingClosed = getterOf<Promise<unknown>>(ReadableStreamDefaultReader.prototype, 'closed');
const writeNext = methodOf(WritableStreamDefaultWriter.prototype, 'write');
const closeWriting = methodOf(WritableStreamDefaultWriter.prototype, 'close');
const abortWriting = methodOf(WritableStreamDefaultWriter.prototype, 'abort');
const writingClosed = getterOf<Promise<unknown>>(WritableStreamDefaultWriter.prototype, 'closed');
const enqueueChunk = methodOf(ReadableStreamDefaultController.prototype, 'enqueue');
const closeReadable = methodOf(ReadableStreamDefaultController.prototype, 'close');
const failReadable = methodOf(ReadableStreamDefaultController.prototype, 'error');
const failWritable = methodOf(WritableStreamDefaultController.prototype, 'error');

/** Makes what the page reads from; `seen` is told each chunk right before the page gets it. */
export function tapReadable(seen: (chunk: unknown) => void) {
  let controller: ReadableStreamDefaultController;
  let native: unknown;
  let reading = false;
  let closing = false;
  let ended = false;

  function pull(): void {
    if (reading || ended) return;
    reading = true;
    settled(
      apply(readNext, native, NO_ARGUMENTS) as Promise<unknown>,
      (result) => {
        reading = false;
        const { done, value } = result as ReadableStreamReadResult<unknown>;
        if (done) return close();
        seen(value);
        // A page that gave it up meanwhile wants no more.
        if (!ended) apply(enqueueChunk, controller, [value]);
        if (closing) close();
      },
      fail,
    );
  }

  function close(): void {
    if (ended) return;
    ended = true;
    apply(closeReadable, controller, NO_ARGUMENTS);
  }

  function fail(error: unknown): void {
    if (ended) return;
    ended = true;
    apply(failReadable, controller, [error]);
  }

  const stream = new NativeReadableStream(
    {
      __proto__: null,
      start(given: ReadableStreamDefaultController) {
        controller = given;
      },
      pull,
      cancel(reason: unknown) {
        ended = true;
        return shielded(apply(cancelReading, native, [reason]) as Promise<unknown>);
      },
    } as UnderlyingDefaultSource,
    { __proto__: null, highWaterMark: 0 } as QueuingStrategy,
  );
  return {
    stream,

    /** Begins to pass on what `readable` gives. */
    connect(readable: unknown): void {
      native = apply(getReader, readable, NO_ARGUMENTS);
      settled(
        readingClosed(native),
        () => {
          closing = true;
          // The read that takes the last chunk is told of it only after this.
          if (!reading) close();
        },
        fail,
      );
    },

    /** Gives the page a chunk of the panel's; returns false where it reads no more. */
    enqueue(chunk: unknown): boolean {
      if (!ended) apply(enqueueChunk, controller, [chunk]);
      return !ended;
    },
  };
}

/** Makes what the page writes to; `write` is given each chunk, and what writes it. */
export function tapWritable(write: (chunk: unknown) => Promise<unknown>) {
  let controller: WritableStreamDefaultController;
  let native: unknown;
  const stream = new NativeWritableStream(
    {
      __proto__: null,
      start(given: WritableStreamDefaultController) {
        controller = given;
      },
      write: (chunk: unknown) => shielded(write(chunk)),
      close: () => shielded(apply(closeWriting, native, NO_ARGUMENTS) as Promise<unknown>),
      abort: (reason: unknown) =>
        shielded(apply(abortWriting, native, [reason]) as Promise<unknown>),
    } as UnderlyingSink,
    { __proto__: null, highWaterMark: 1 } as QueuingStrategy,
  );
  return {
    stream,

    /** Begins to pass on to `writable`. */
    connect(writable: unknown): void {
      native = apply(getWriter, writable, NO_ARGUMENTS);
      settled(
        writingClosed(native),
        () => {},
        (error) => apply(failWritable, controller, [error]),
      );
    },

    /** Writes to the native stream. */
    forward: (chunk: unknown) => apply(writeNext, native, [chunk]) as Promise<unknown>,
  };
}
