/** A socket whose other end is the test; import it before the hook, which takes it for the native one. */
export class FakeWebSocket extends EventTarget {
  static readonly CONNECTING = 0;
  #state = 0;
  #buffered = 0;
  #binaryType = 'blob';
  /** What the server got. */
  readonly arrived: unknown[] = [];
  readonly #url: string;

  constructor(url: string, protocols: string | Iterable<string> = []) {
    super();
    // As the native does, it converts all of its arguments before it looks at them.
    if (typeof protocols !== 'string') Array.from(protocols, String);
    if (!URL.canParse(url)) throw new DOMException('no address', 'SyntaxError');
    this.#url = url;
  }
  get url(): string {
    return this.#url;
  }
  get readyState(): number {
    return this.#state;
  }
  get bufferedAmount(): number {
    return this.#buffered;
  }
  get protocol(): string {
    return '';
  }
  get extensions(): string {
    return '';
  }
  get binaryType(): string {
    return this.#binaryType;
  }
  set binaryType(value: string) {
    this.#binaryType = value;
  }
  get onopen(): null {
    return null;
  }
  set onopen(_: unknown) {}
  get onmessage(): null {
    return null;
  }
  set onmessage(_: unknown) {}
  get onerror(): null {
    return null;
  }
  set onerror(_: unknown) {}
  get onclose(): null {
    return null;
  }
  set onclose(_: unknown) {}
  send(data: unknown): void {
    if (this.#state === 0) throw new DOMException('connecting', 'InvalidStateError');
    if (this.#state === 1) this.arrived.push(data);
    else this.#buffered += String(data).length;
  }
  close(code?: number, reason?: string): void {
    if (this.#state < 2) this.arrived.push({ closed: [code, reason] });
    this.#state = Math.max(this.#state, 2);
  }
  /** The browser changes its state. */
  become(state: number): void {
    this.#state = state;
  }
}

Object.assign(globalThis, { WebSocket: FakeWebSocket });
