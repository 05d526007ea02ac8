import type { CommandReply, HookCommand, WorkerInfo } from './commands.ts';
import type { EventBatch } from './events.ts';

/** Names of the runtime ports. */
export const PortName = { Relay: 'relay', Panel: 'panel' } as const;

/** What a relay says first on its port. */
export interface RelayHello {
  type: 'hello';
  /** Random name of the document, made in the isolated world. */
  documentId: string;
  /** `document.URL`. */
  url: string;
  /** `performance.timeOrigin`, milliseconds since the epoch. */
  timeOrigin: number;
  /** What it speaks for is a worker of the document. */
  worker?: WorkerInfo;
}

/** Relay to background. */
export type RelayMessage = RelayHello | EventBatch | CommandReply;

/** Background to relay. `idle`: no panel watches; `command`: for the hook. */
export type ToRelay = { type: 'idle' } | { type: 'command'; command: HookCommand };

/** Background to all frames of a tab by `tabs.sendMessage`. */
export type ToFrames =
  /** A panel watches: connect; `all` also those that have no sockets. */
  | { type: 'watch'; all?: true }
  /** Answered by a {@link Pong} of a document, or of the worker or document that is named. */
  | { type: 'ping'; documentId?: string; /** only a document with this url */ url?: string }
  /** A worker has begun whose hook speaks on this channel. */
  | { type: 'worker'; channelName: string; /** only this document */ documentId?: string };

/** A document of the inspected tab, as the browser (not the page) tells who it is. */
export interface DocumentInfo {
  documentId: string;
  /** The browser's own name of it, as in `webRequest`; absent where it gives none. */
  browserId?: string;
  frameId: number;
  url: string;
  timeOrigin: number;
  /** What stands here for a document is this worker. */
  worker?: WorkerInfo;
  /** What stands here for a document is a socket that only the Network log sees. */
  source?: 'network-log';
}

/** What a panel says first on its port. */
export interface PanelAttach {
  type: 'attach';
  tabId: number;
  /** Random name of the panel. */
  subscriber: string;
  /** Documents that the panel believes alive: the background says which of them are gone. */
  documents: readonly { documentId: string; frameId: number }[];
}

/** Relay to background when its document, which had sockets, is left. */
export interface Left {
  type: 'left';
  /** Milliseconds since the epoch. */
  leftAt: number;
}

/** What a relay answers to a `ping`. */
export interface Pong {
  documentId: string;
  /** `performance.timeOrigin`, milliseconds since the epoch. */
  timeOrigin: number;
}

/**
 * Panel to background. `navigated` asks for the time origin of the page that the tab shows now,
 * `wake` for all its documents, also those without sockets.
 */
export type PanelMessage =
  | PanelAttach
  | { type: 'navigated' }
  | { type: 'wake' }
  | { type: 'command'; documentId: string; command: HookCommand };

/** Background to panel. */
export type ToPanel =
  /** Answers `attach`: from now on the panel hears of each document. */
  | { type: 'attached' }
  | { type: 'document'; document: DocumentInfo }
  | { type: 'gone'; documentId: string }
  /** Answers `navigated`; null where the page has no relay. */
  | { type: 'navigated'; timeOrigin: number | null }
  /** Whether the page that the tab shows has a hook: pages from before the extension have none. */
  | { type: 'observed'; observed: boolean }
  | { type: 'report'; documentId: string; report: EventBatch | CommandReply };
