/** An event of the extension interface, fired by the test. */
export class FakeEvent<A extends unknown[]> {
  readonly listeners = new Set<(...given: A) => void>();

  addListener = (listener: (...given: A) => void): void => {
    this.listeners.add(listener);
  };

  removeListener = (listener: (...given: A) => void): void => {
    this.listeners.delete(listener);
  };

  fire(...given: A): void {
    for (const listener of this.listeners) listener(...given);
  }
}

interface Sender {
  id?: string;
  tab?: { id: number };
  frameId?: number;
  url?: string;
  origin?: string;
}

/** One end of a runtime port; the test stands at the other. */
export class FakePort {
  readonly onMessage = new FakeEvent<[unknown]>();
  readonly onDisconnect = new FakeEvent<[]>();
  /** What was posted here, in order. */
  sent: unknown[] = [];
  disconnected = false;
  readonly name: string;
  readonly sender: Sender;

  constructor(name: string, sender: Sender = {}) {
    this.name = name;
    this.sender = sender;
  }

  postMessage(message: unknown): void {
    if (this.disconnected) throw new Error('Attempting to use a disconnected port object');
    this.sent.push(structuredClone(message));
  }

  disconnect(): void {
    this.disconnected = true;
  }

  /** The other end goes away. */
  break(): void {
    this.disconnected = true;
    this.onDisconnect.fire();
  }

  /** What was posted since the last look. */
  take(): unknown[] {
    return this.sent.splice(0);
  }
}
