import browser from 'webextension-polyfill';
import type { Runtime } from 'webextension-polyfill';
import type { RulePanelMessage, ToRulePanel } from '../protocol/rules.ts';
import { isToRulePanel, RulePort } from '../protocol/rules.ts';

/** The panel's end of the way to the background's rules; it connects again whenever the way breaks. */
export class RuleClient {
  readonly #tabId: number;
  readonly #take: (message: ToRulePanel) => void;
  #port: Runtime.Port | undefined;

  constructor(tabId: number, take: (message: ToRulePanel) => void) {
    this.#tabId = tabId;
    this.#take = take;
  }

  /** Connects to the background, which then tells all rules. */
  connect(): void {
    const port = browser.runtime.connect({ name: RulePort.Panel });
    this.#port = port;
    port.onMessage.addListener((message: unknown) => {
      if (isToRulePanel(message)) this.#take(message);
    });
    port.onDisconnect.addListener(() => {
      this.#port = undefined;
      // After an update of the extension there is nothing to come back to.
      if (browser.runtime?.id) this.connect();
    });
    this.send({ type: 'attach', tabId: this.#tabId });
  }

  /** What is said while the way is broken is void: the next word of the background says what holds. */
  send(message: RulePanelMessage): void {
    try {
      this.#port?.postMessage(message);
    } catch {
      // The way has just broken; `onDisconnect` follows.
    }
  }
}
