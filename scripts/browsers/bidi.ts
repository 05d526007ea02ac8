import { WebSocket } from 'ws';

interface Pending {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

interface Answer {
  id?: number;
  type: string;
  result?: unknown;
  error?: string;
  message?: string;
}

interface ScriptResult {
  type: 'success' | 'exception';
  result?: { value?: string };
  exceptionDetails?: { text: string };
}

/** A WebDriver BiDi connection, of which tabs are driven. */
export class Bidi {
  readonly #socket: WebSocket;
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data: Buffer) => this.#answer(JSON.parse(data.toString()) as Answer));
    socket.on('close', () => {
      for (const { reject } of this.#pending.values()) reject(new Error('Firefox has gone'));
      this.#pending.clear();
    });
  }

  /** Connects to the session that `url` names. */
  static connect(url: string): Promise<Bidi> {
    return new Promise((done, fail) => {
      const socket = new WebSocket(url, { perMessageDeflate: false, maxPayload: 2 ** 30 });
      socket.once('error', fail);
      socket.once('open', () => done(new Bidi(socket)));
    });
  }

  /** Sends one command; rejects with what Firefox answers. */
  send<T>(method: string, params: object = {}): Promise<T> {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.#socket.send(JSON.stringify({ id, method, params }), (error) => {
        if (error) reject(error);
      });
    });
  }

  /** Evaluates an expression in the main world of a tab, awaits it and hands its JSON on. */
  async evaluate<T>(context: string, expression: string): Promise<T> {
    const result = await this.send<ScriptResult>('script.callFunction', {
      functionDeclaration: `async () => JSON.stringify(await ${expression})`,
      awaitPromise: true,
      // Clicks and clipboard writes of a page may ask for a user activation.
      userActivation: true,
      target: { context },
    });
    if (result.type === 'exception') throw new Error(result.exceptionDetails?.text);
    const json = result.result?.value;
    return json === undefined ? (undefined as T) : (JSON.parse(json) as T);
  }

  end(): void {
    this.#socket.terminate();
  }

  #answer({ id, type, result, error, message }: Answer): void {
    if (id === undefined) return;
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    if (type === 'error') pending?.reject(new Error(`${error}: ${message}`));
    else pending?.resolve(result);
  }
}
