import { WebSocket } from 'ws';

/** Longer than any load takes. */
const PATIENCE_MS = 10 * 60_000;

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

interface Answer {
  id?: number;
  result?: unknown;
  error?: { message: string };
}

interface Evaluated {
  result: { value?: unknown };
  exceptionDetails?: { text: string; exception?: { description?: string } };
}

/**
 * A bare connection to Chromium's debugging port. Playwright and its like switch the Network domain
 * of each page on, which costs the page more than half of its speed.
 */
export class Cdp {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#answer(JSON.parse(data.toString()) as Answer));
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('Chromium has gone'));
      this.#pending.clear();
    });
  }

  static connect(url: string): Promise<Cdp> {
    return new Promise((done, fail) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 30 });
      socket.once('error', fail);
      socket.once('open', () => done(new Cdp(socket)));
    });
  }

  /** Sends one command to the browser, or to the target of `sessionId`. */
  send<T>(method: string, params: object = {}, sessionId?: string): Promise<T> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`No answer to ${method} in ${PATIENCE_MS} ms`)),
        PATIENCE_MS,
      );
      this.#pending.set(id, {
        resolve(value) {
          clearTimeout(timer);
          resolve(value as T);
        },
        reject(error) {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }), (error) => {
        if (error) reject(error);
      });
    });
  }

  /** Evaluates an expression in a target, awaits it and gives its value as JSON carries it. */
  async evaluate<T>(sessionId: string, expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.send<Evaluated>(
      'Runtime.evaluate',
      { expression, awaitPromise: true, returnByValue: true, userGesture: true },
      sessionId,
    );
    if (exceptionDetails) {
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    }
    return result.value as T;
  }

  end(): void {
    this.#socket.terminate();
  }

  #answer({ id, result, error }: Answer): void {
    if (id === undefined) return;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (error) pending?.reject(new Error(error.message));
    else pending?.resolve(result);
  }
}
