import { browser } from 'wxt/browser';
import type { Browser } from 'wxt/browser';
import type { CommandReply, HookCommand, WorkerInfo } from '../protocol/commands.ts';
import type { EventBatch } from '../protocol/events.ts';
import type { Left, Pong, RelayHello, ToFrames } from '../protocol/envelope.ts';
import { PortName } from '../protocol/envelope.ts';
import { isHookReport, isToRelay, isWorkerInfo } from '../protocol/guards.ts';
import { CommandEvent, HAND_OVER, ReportEvent } from '../protocol/hand-over.ts';
import { exportToPage } from './export-to-page.ts';
import { gateDoor } from './gate-door.ts';
import { packLongPayloads, withoutData } from './long-payloads.ts';
import { randomId } from './random-id.ts';
import { WorkerLink } from './worker-link.ts';

/** How long a panel may take to come back after the background was restarted, milliseconds. */
const LINGER = 10_000;
/** Workers of one document that are listened to at most; a page may begin and end any number. */
const MAX_WORKERS = 1_000;

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
    const relay = new Relay(new ElementLink(element), true);
    relay.start();
    const door = gateDoor();
    door.documentId = relay.documentId;
    door.element = element;
    door.opened?.(element);
  };
  document.addEventListener(HAND_OVER, accept);
}

/** The way to a hook. */
export interface HookLink {
  /** Whoever calls gets the hook's reports, which a page can forge. */
  onReport(heard: (report: unknown) => void): void;
  tell(command: HookCommand): void;
  /** A panel listens, or none does. */
  attend(listening: boolean): void;
}

/** The way to the hook in this document: a private element on which both dispatch. */
class ElementLink implements HookLink {
  readonly #element: Element;

  constructor(element: Element) {
    this.#element = element;
  }

  onReport(heard: (report: unknown) => void): void {
    this.#element.addEventListener(ReportEvent, (event) => heard((event as CustomEvent).detail));
  }

  /** This hook ends with its relay. */
  attend(): void {}

  tell(command: HookCommand): void {
    const detail = exportToPage(command);
    this.#element.dispatchEvent(new CustomEvent(CommandEvent, { detail }));
  }
}

class Relay {
  readonly #link: HookLink;
  /** It speaks for this document, not for one of its workers. */
  readonly #ofDocument: boolean;
  /** The workers of this document, oldest first. */
  readonly #workers = new Map<WorkerLink, Relay>();
  readonly #ended = new AbortController();
  #worker: WorkerInfo | undefined;
  readonly documentId = randomId();
  readonly #subscribers = new Set<string>();
  #port: Browser.runtime.Port | undefined;
  #active = false;
  #lingering: AbortSignal | undefined;
  /** Subscribers whose panel has not come back since the background was restarted. */
  readonly #missed = new Set<string>();

  constructor(link: HookLink, ofDocument: boolean) {
    this.#link = link;
    this.#ofDocument = ofDocument;
  }

  start(): void {
    this.#link.onReport((report) => this.#onReport(report));
    browser.runtime.onMessage.addListener(this.#onFrameMessage);
    const shown = (event: PageTransitionEvent): void => {
      if (!event.persisted || !this.#active) return;
      // Back from the back/forward cache: for the panel it is a document that begins again.
      this.#suspend();
      this.#connect();
    };
    addEventListener('pageshow', shown, { signal: this.#ended.signal });
    addEventListener('pagehide', () => this.#leave(), { signal: this.#ended.signal });
  }

  /** What the background keeps of this document's sockets goes with it. */
  #leave(): void {
    // A shared worker may live on, and must not keep anything for a panel that hears it by us.
    if (!this.#ofDocument)
      for (const subscriber of this.#subscribers)
        this.#link.tell({ type: 'unsubscribe', subscriber });
    if (!this.#active || !browser.runtime?.id) return;
    const left: Left = { type: 'left', leftAt: Date.now() };
    // Nobody answers, and nobody has to.
    browser.runtime.sendMessage(left).catch(() => {});
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
      this.#active ||= word.all === true && this.#ofDocument;
      if (this.#active) this.#connect();
      return;
    }
    const isMeant = word.documentId === this.documentId;
    if (!isMeant && (word.documentId !== undefined || !this.#ofDocument)) return;
    if (word.type === 'worker') this.#startWorker(word.channelName);
    // By origin: the address of a page changes without a load.
    else if (word.url === undefined || originOf(word.url) === originOf(document.URL))
      respond({ documentId: this.documentId, timeOrigin: performance.timeOrigin });
  };

  /** A hook in a worker of this document has a relay of its own, and is like a document to the panel. */
  #startWorker(channelName: string): void {
    if (this.#workers.size >= MAX_WORKERS) {
      const links = [...this.#workers.keys()];
      // One that has ended before one that may still open its first socket.
      const least = links.find((each) => each.ended) ?? links.find(({ alive }) => !alive);
      if (!least) return;
      this.#endWorker(least);
    }
    const link = new WorkerLink(
      channelName,
      () => relay.#fellSilent(),
      () => this.#endWorker(link),
    );
    const relay = new Relay(link, false);
    this.#workers.set(link, relay);
    relay.start();
  }

  #endWorker(link: WorkerLink): void {
    this.#workers.get(link)?.end();
    this.#workers.delete(link);
    link.close();
  }

  /** Stops to speak for it. */
  end(): void {
    this.#ended.abort();
    this.#disconnect();
    browser.runtime.onMessage.removeListener(this.#onFrameMessage);
  }

  /** The worker has ended. If it was only busy, it will be heard again. */
  #fellSilent(): void {
    this.#active = false;
    this.#disconnect();
  }

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
    this.#link.attend(true);
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
      documentId: this.documentId,
      url: document.URL,
      timeOrigin: performance.timeOrigin,
      ...(this.#worker && { worker: this.#worker }),
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
    this.#link.tell(command);
  }

  #disconnect(): void {
    this.#link.attend(false);
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
      if (!this.#ofDocument) {
        if (!isWorkerInfo(report.worker)) return;
        const { scope, url, name } = report.worker;
        this.#worker = { scope, url, name };
      }
      this.#active = true;
      this.#connect();
      return;
    }
    if (report.type !== 'batch') return void this.#post(() => report);
    // What cannot cross must not stop what comes after it: the rows go without it.
    void (
      this.#post(() => packLongPayloads(report)) ||
      this.#post(() => withoutData(report)) ||
      this.#post(() => withoutData(report, true))
    );
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
    // What rules hold goes on first.
    this.#command({ type: 'rule', command: { type: 'gate', on: false } });
    this.#command({ type: 'remove' });
  }
}

const originOf = (url: string): string | undefined => URL.parse(url)?.origin;
