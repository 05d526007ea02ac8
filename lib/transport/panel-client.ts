import browser from 'webextension-polyfill';
import type { Runtime } from 'webextension-polyfill';
import type { HookCommand } from '../protocol/commands.ts';
import type { DocumentInfo, PanelAttach, PanelMessage } from '../protocol/envelope.ts';
import { PortName } from '../protocol/envelope.ts';
import type { EventBatch, Taken } from '../protocol/events.ts';
import { isCommandReply, isEventBatch, isToPanel } from '../protocol/guards.ts';
import { randomId } from './random-id.ts';

/** Batches that may wait for their acknowledgement; well under what the hook lets be in flight. */
const BATCHES_PER_ACKNOWLEDGEMENT = 8;
/** A batch that comes alone is acknowledged after this time, milliseconds. */
const ACKNOWLEDGEMENT_DELAY = 100;

/** Who takes in what a {@link PanelClient} receives. */
export interface PanelListener {
  /** Returns the sequence number from which the document's events are wanted. */
  documentStarted(info: DocumentInfo): number;
  documentGone(documentId: string): void;
  /** The tab shows another page, which began at this time (milliseconds since the epoch). */
  navigated(timeOrigin: number | null): void;
  /** Returns what is to be told to the hook; undefined where nothing. */
  take(documentId: string, batch: EventBatch): Taken | undefined;
  /** Whether the page of the tab has a hook. */
  observedChanged(observed: boolean): void;
  malformed(): void;
  aliveDocuments(): readonly { documentId: string; frameId: number }[];
  /** Whether the background knows of this panel and tells it of each document. */
  connectedChanged(connected: boolean): void;
}

type UnnumberedCommand =
  | { type: 'send' | 'deliver'; connection: number; data: string | ArrayBuffer }
  | { type: 'close'; connection: number; code: number | null; reason: string | null }
  | { type: 'end'; connection: number; code: number; reason: string; failed: boolean }
  | { type: 'open'; url: string; protocols: string[] };

interface WaitingReply {
  documentId: string;
  resolve: () => void;
  reject: (error: Error) => void;
}

const BROKEN = 'The way to the page broke: this may or may not have been carried out.';
const GONE = 'The document has ended: this may or may not have been carried out.';
const NO_WAY = 'The extension is not connected to the page.';

/** The panel's end of the way to the frames of one tab; it connects again whenever the way breaks. */
export class PanelClient {
  readonly #tabId: number;
  readonly #listener: PanelListener;
  readonly #subscriber = randomId();
  readonly #replies = new Map<number, WaitingReply>();
  readonly #unacknowledged = new Map<string, { seq: number; count: number }>();
  #port: Runtime.Port | undefined;
  #nextId = 1;
  #acknowledging = false;

  constructor(tabId: number, listener: PanelListener) {
    this.#tabId = tabId;
    this.#listener = listener;
  }

  /** Connects to the background, starting it where it does not run. */
  connect(): void {
    const port = browser.runtime.connect({ name: PortName.Panel });
    this.#port = port;
    port.onMessage.addListener((message: unknown) => this.#onMessage(message));
    port.onDisconnect.addListener(() => {
      this.#lost();
      // After an update of the extension there is nothing to come back to.
      if (browser.runtime?.id) this.connect();
    });
    const attach: PanelAttach = {
      type: 'attach',
      tabId: this.#tabId,
      subscriber: this.#subscriber,
      documents: this.#listener.aliveDocuments(),
    };
    this.#post(attach);
  }

  /** Carries out a command in a document; rejects with an Error whose message is for the user. */
  command(documentId: string, command: UnnumberedCommand): Promise<void> {
    const id = this.#nextId;
    this.#nextId += 1;
    if (!this.#port) return Promise.reject(new Error(NO_WAY));
    return new Promise((resolve, reject) => {
      this.#replies.set(id, { documentId, resolve, reject });
      this.#send(documentId, { ...command, id, subscriber: this.#subscriber });
    });
  }

  /** Says that the tab went to another page; the listener's `navigated` follows. */
  navigated(): void {
    this.#post({ type: 'navigated' });
  }

  /** Asks for all documents of the tab, also those without sockets. */
  wake(): void {
    this.#post({ type: 'wake' });
  }

  #onMessage(message: unknown): void {
    if (!isToPanel(message)) return;
    switch (message.type) {
      case 'attached':
        this.#listener.connectedChanged(true);
        break;
      case 'document':
        this.#subscribe(
          message.document.documentId,
          this.#listener.documentStarted(message.document),
        );
        break;
      case 'gone':
        this.#unacknowledged.delete(message.documentId);
        this.#rejectAll(GONE, message.documentId);
        this.#listener.documentGone(message.documentId);
        break;
      case 'navigated':
        this.#listener.navigated(message.timeOrigin);
        break;
      case 'observed':
        this.#listener.observedChanged(message.observed);
        break;
      case 'report':
        this.#onReport(message.documentId, message.report);
    }
  }

  #onReport(documentId: string, report: unknown): void {
    if (isCommandReply(report)) {
      const waiting = this.#replies.get(report.id);
      this.#replies.delete(report.id);
      if (report.error) waiting?.reject(new Error(report.error));
      else waiting?.resolve();
    } else if (isEventBatch(report)) {
      const taken = this.#listener.take(documentId, report);
      if (taken?.type === 'wants') this.#subscribe(documentId, taken.from);
      else if (taken) this.#acknowledge(documentId, taken.seq);
    } else {
      this.#listener.malformed();
    }
  }

  #subscribe(documentId: string, from: number): void {
    this.#unacknowledged.delete(documentId);
    this.#send(documentId, { type: 'subscribe', subscriber: this.#subscriber, from });
  }

  /** Many batches share an acknowledgement: each costs the page's thread a little. */
  #acknowledge(documentId: string, seq: number): void {
    const waiting = this.#unacknowledged.get(documentId) ?? { seq, count: 0 };
    waiting.seq = seq;
    waiting.count += 1;
    this.#unacknowledged.set(documentId, waiting);
    if (waiting.count >= BATCHES_PER_ACKNOWLEDGEMENT) this.#sendAcknowledgement(documentId, seq);
    else if (!this.#acknowledging) {
      this.#acknowledging = true;
      setTimeout(() => {
        this.#acknowledging = false;
        for (const [id, { seq: last }] of this.#unacknowledged) this.#sendAcknowledgement(id, last);
      }, ACKNOWLEDGEMENT_DELAY);
    }
  }

  #sendAcknowledgement(documentId: string, seq: number): void {
    this.#unacknowledged.delete(documentId);
    this.#send(documentId, { type: 'acknowledge', subscriber: this.#subscriber, seq });
  }

  #send(documentId: string, command: HookCommand): void {
    this.#post({ type: 'command', documentId, command });
  }

  #post(message: PanelMessage): void {
    try {
      this.#port?.postMessage(message);
    } catch {
      // The way has just broken; `onDisconnect` follows.
    }
  }

  #lost(): void {
    this.#port = undefined;
    this.#unacknowledged.clear();
    this.#listener.connectedChanged(false);
    this.#rejectAll(BROKEN);
  }

  #rejectAll(message: string, documentId?: string): void {
    for (const [id, waiting] of this.#replies) {
      if (documentId !== undefined && waiting.documentId !== documentId) continue;
      this.#replies.delete(id);
      waiting.reject(new Error(message));
    }
  }
}
