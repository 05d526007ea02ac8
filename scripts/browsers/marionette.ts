import { connect } from 'node:net';
import type { Socket } from 'node:net';

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

interface MarionetteError {
  error: string;
  message: string;
}

/** Firefox's own remote protocol: length-prefixed JSON over TCP, one command after the other. */
export class Marionette {
  readonly #socket: Socket;
  readonly #pending = new Map<number, Pending>();
  #received: Buffer = Buffer.alloc(0);
  #lastId = 0;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('Firefox has gone'));
      this.#pending.clear();
    });
  }

  /** Connects to the port of the file `MarionetteActivePort`. */
  static connect(port: number): Promise<Marionette> {
    return new Promise((done, fail) => {
      const socket = connect(port, '127.0.0.1');
      socket.once('error', fail);
      socket.once('connect', () => done(new Marionette(socket)));
    });
  }

  /** Sends one command; rejects with what Firefox answers. */
  send<T = { value: unknown }>(name: string, parameters: object = {}): Promise<T> {
    if (this.#socket.destroyed) return Promise.reject(new Error('Firefox has gone'));
    const id = ++this.#lastId;
    const body = Buffer.from(JSON.stringify([0, id, name, parameters]));
    this.#socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
    return new Promise((resolve, reject) =>
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject }),
    );
  }

  /** Runs `action` alone: a session has one current context, so what depends on it must not mix. */
  exclusive<T>(action: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(action);
    this.#queue = result.catch(() => {});
    return result;
  }

  /** Runs `fn` in the parent process with system rights. */
  chrome<T, A extends unknown[]>(fn: (...args: A) => T | Promise<T>, ...args: A): Promise<T> {
    return this.exclusive(() => this.chromeNow(fn, ...args));
  }

  /** Like {@link chrome}, from within {@link exclusive}. */
  async chromeNow<T, A extends unknown[]>(
    fn: (...args: A) => T | Promise<T>,
    ...args: A
  ): Promise<T> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    try {
      const script = `return (${fn}).apply(null, arguments)`;
      const request = { script, args, newSandbox: true, sandbox: 'system' };
      return (await this.send('WebDriver:ExecuteScript', request)).value as T;
    } finally {
      await this.send('Marionette:SetContext', { value: 'content' });
    }
  }

  end(): void {
    this.#socket.destroy();
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon < 0) return;
      const end = colon + 1 + Number(this.#received.toString('latin1', 0, colon));
      if (this.#received.length < end) return;
      this.#answer(JSON.parse(this.#received.toString('utf8', colon + 1, end)));
      this.#received = this.#received.subarray(end);
    }
  }

  #answer(message: unknown): void {
    // The greeting is an object, an answer [1, id, error, value].
    if (!Array.isArray(message)) return;
    const [, id, error, value] = message as [number, number, MarionetteError | null, unknown];
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(`${error.error}: ${error.message}`));
    else pending?.resolve(value);
  }
}
