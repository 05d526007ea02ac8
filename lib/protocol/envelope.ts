import type { CommandReply, HookCommand } from './commands.ts';
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
}

/** Relay to background. */
export type RelayMessage = RelayHello | EventBatch | CommandReply;

/** Background to relay. `idle`: no panel watches; `command`: for the hook. */
export type ToRelay = { type: 'idle' } | { type: 'command'; command: HookCommand };

/** Background to all frames of a tab by `tabs.sendMessage`. */
export type ToFrames = { type: 'watch' } | { type: 'ping' };

/** A document of the inspected tab, as the browser (not the page) tells who it is. */
export interface DocumentInfo {
  documentId: string;
  frameId: number;
  url: string;
  timeOrigin: number;
}

/** What a panel says first on its port. */
export interface PanelAttach {
  type: 'attach';
  tabId: number;
  /** Random name of the panel. */
  subscriber: string;
  /** Documents that the panel believes alive: the background says which of them are gone. */
  documents: { documentId: string; frameId: number }[];
}

/** Panel to background. */
export type PanelMessage =
  PanelAttach | { type: 'command'; documentId: string; command: HookCommand };

/** Background to panel. */
export type ToPanel =
  | { type: 'document'; document: DocumentInfo }
  | { type: 'gone'; documentId: string }
  | { type: 'report'; documentId: string; report: EventBatch | CommandReply };
