import { browser } from 'wxt/browser';
import type { Browser } from 'wxt/browser';
import type { CommandReply, HookCommand } from '../protocol/commands.ts';
import type { EventBatch } from '../protocol/events.ts';
import type { Pong, RelayHello, ToFrames } from '../protocol/envelope.ts';
import { PortName } from '../protocol/envelope.ts';
import { isHookReport, isToRelay } from '../protocol/guards.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { packLongPayloads, withoutPayloads } from './long-payloads.ts';
import { randomId } from './random-id.ts';

/** How long a panel may take to come back after the background was restarted, milliseconds. */
const LINGER = 10_000;

/**
 * Runs in the isolated world of each frame, before the hook. It keeps nothing: the hook's history
 * is the one place from which events are sent, and sent again. It connects only while its document
 * has sockets and a panel watches the tab.
 */
export function startRelay(): void {
  const accept = (event: Event): void => {
    const element = (event as FocusEvent).relatedTarget;
    if (!(element instanceof Element) || element.isConnected) return;
    // The hook comes before all scripts of the page; whoever comes later is not the hook.
    document.removeEventListener(HAND_OVER, accept);
    event.stopImmediatePropagation();
    new Relay(element).start();
  };
  document.addEventListener(HAND_OVER, accept);
}

class Relay {
  readonly #element: Element;
  readonly #documentId = randomId();
  readonly #subscribers = new Set<string>();
  #port: Browser.runtime.Port | undefined;
  #active = false;
  #lingering: AbortSignal | undefined;
  /** Subscribers whose panel has not come back since the background was restarted. */
  readonly #missed = new Set<string>();

  constructor(element: Element) {
    this.#element = element;
  }

  start(): void {
    this.#element.addEventListener(ReportEvent, (event) =>
      this.#onReport((event as CustomEvent).detail),
    );
    browser.runtime.onMessage.addListener(this.#onFrameMessage);
    addEventListener('pageshow', (event) => {
      if (!event.persisted || !this.#active) return;
      // Back from the back/forward cache: for the panel it is a document that begins again.
      this.#suspend();
      this.#connect();
    });
  }

  /** From the background to all frames: a panel watches now, or a question whether we live. */
  readonly #onFrameMessage = (
    message: unknown,
    sender: Browser.runtime.MessageSender,
    respond: (pong: Pong) => void,
  ): undefined => {
    if (sender.id !== browser.runtime.id) return;
    const word = message as ToFrames;
    if (word.type === 'watch') {
      this.#active ||= word.all === true;
      if (this.#active) this.#connect();
    }
    if (word.type === 'ping')
      respond({ documentId: this.#documentId, timeOrigin: performance.timeOrigin });
  };

  #connect(): void {
    if (this.#port) return;
    let port: Browser.runtime.Port;
    try {
      port = browser.runtime.connect({ name: PortName.Relay });
    } catch {
      this.#retire();
      return;
    }
    this.#port = port;
    port.onMessage.addListener((message: unknown) => this.#onPortMessage(message));
    port.onDisconnect.addListener(() => {
      if (this.#port !== port) return;
      this.#suspend();
      // The background was stopped, or the page is put away: only the first can be connected to.
      if (browser.runtime?.id) this.#connect();
      else this.#retire();
    });
    const hello: RelayHello = {
      type: 'hello',
      documentId: this.#documentId,
      url: document.URL,
      timeOrigin: performance.timeOrigin,
    };
    port.postMessage(hello);
  }

  #onPortMessage(message: unknown): void {
    if (!isToRelay(message)) return;
    if (message.type === 'command') this.#command(message.command);
    else if (this.#subscribers.size > 0) this.#linger();
    else {
      this.#command({ type: 'settle' });
      this.#disconnect();
    }
  }

  #command(command: HookCommand): void {
    if (command.type === 'subscribe') {
      this.#missed.delete(command.subscriber);
      this.#subscribers.add(command.subscriber);
    }
    if (command.type === 'unsubscribe') {
      this.#missed.delete(command.subscriber);
      this.#subscribers.delete(command.subscriber);
    }
    const detail = exportToPage(command);
    this.#element.dispatchEvent(new CustomEvent(CommandEvent, { detail }));
  }

  #disconnect(): void {
    this.#port?.disconnect();
    this.#port = undefined;
  }

  /** The way broke: the hook keeps what is not acknowledged until its subscribers are back. */
  #suspend(): void {
    this.#disconnect();
    for (const subscriber of this.#subscribers) this.#command({ type: 'suspend', subscriber });
    this.#linger();
  }

  /** Panels may be on their way back as we were; one that stays away is kept for no longer. */
  #linger(): void {
    for (const subscriber of this.#subscribers) this.#missed.add(subscriber);
    const lingering = AbortSignal.timeout(LINGER);
    this.#lingering = lingering;
    lingering.addEventListener('abort', () => {
      if (this.#lingering !== lingering) return;
      for (const subscriber of this.#missed) this.#command({ type: 'unsubscribe', subscriber });
      if (this.#subscribers.size === 0) this.#disconnect();
    });
  }

  #onReport(report: unknown): void {
    if (!isHookReport(report)) return;
    if (report.type === 'activity') {
      this.#active = true;
      this.#connect();
      return;
    }
    if (report.type !== 'batch') this.#post(() => report);
    // What cannot cross must not stop what comes after it: the rows go without their data.
    else if (!this.#post(() => packLongPayloads(report))) this.#post(() => withoutPayloads(report));
  }

  /** Returns false where it could not be sent: a port that has just broken takes nothing at all. */
  #post(make: () => EventBatch | CommandReply): boolean {
    try {
      this.#port?.postMessage(make());
      return true;
    } catch {
      return false;
    }
  }

  /** The extension was updated or removed: leave the page as though it had never been here. */
  #retire(): void {
    this.#port = undefined;
    this.#command({ type: 'remove' });
  }
}

/** Firefox gives the page no access to objects of this world unless they are cloned into it. */
function exportToPage(command: HookCommand): HookCommand {
  const { cloneInto } = globalThis as {
    cloneInto?: (value: HookCommand, into: Window) => HookCommand;
  };
  return cloneInto && document.defaultView ? cloneInto(command, document.defaultView) : command;
}
