import { browser } from 'wxt/browser';
import type { Browser } from 'wxt/browser';
import type { RuleEngineMessage, ToRuleEngine } from '../protocol/rules.ts';
import { isToRuleEngine, RulePort } from '../protocol/rules.ts';

/** Who hears what the background says to the engine of a document. */
export interface EngineListener {
  take(message: ToRuleEngine): void;
  lost(): void;
  retire(): void;
}

/** The engine's end of the way to the background; its engine connects again where the way breaks. */
export class EnginePort {
  readonly #documentId: string;
  readonly #listener: EngineListener;
  #port: Browser.runtime.Port | undefined;

  /** @param documentId what the relay calls the document */
  constructor(documentId: string, listener: EngineListener) {
    this.#documentId = documentId;
    this.#listener = listener;
  }

  /** Connects, anew where it is connected, and asks for the rules. */
  connect(): void {
    const before = this.#port;
    this.#port = undefined;
    before?.disconnect();
    let port: Browser.runtime.Port;
    try {
      port = browser.runtime.connect({ name: RulePort.Engine });
    } catch {
      this.#listener.retire();
      return;
    }
    this.#port = port;
    port.onMessage.addListener((message: unknown) => {
      if (isToRuleEngine(message)) this.#listener.take(message);
    });
    port.onDisconnect.addListener(() => {
      if (this.#port !== port) return;
      this.#port = undefined;
      if (browser.runtime?.id) this.#listener.lost();
      else this.#listener.retire();
    });
    this.post({ type: 'hello', documentId: this.#documentId, origin: globalThis.origin });
  }

  /** What cannot be said is void: after a break all is asked for again. */
  post(message: RuleEngineMessage): void {
    try {
      this.#port?.postMessage(message);
    } catch {
      // It has just broken.
    }
  }
}
