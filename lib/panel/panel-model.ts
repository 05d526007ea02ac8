import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { DocumentInfo } from '../protocol/envelope.ts';
import type { RunClock } from '../control/run-clock.ts';
import type { Preferences } from './preferences.ts';
import type { RulesModel } from './rules-model.ts';
import type { SavedFilter } from './saved-filters.ts';
import type { ConnectionTotals } from '../session/connection-table.ts';
import type { LineageReader } from '../session/lineage.ts';
import type { LogTally, TallyScope } from '../statistics/log-tally.ts';
import type { MessageProfile } from '../statistics/message-profile.ts';
import type { FilterError } from '../query/filter-syntax.ts';
import type { Connection, HandshakeMatch, LogReader, RowList } from '../session/types.ts';

/** How many rows a search has looked at, of how many. */
export interface SearchProgress {
  done: number;
  total: number;
}

/** Sums over all connections, the messages that are missing, and events dropped by the guards. */
export interface PanelTotals extends Readonly<ConnectionTotals> {
  readonly missing: number;
  readonly malformed: number;
}

/** How the page is made to see a connection end; `code` may be any that a `close` event carries. */
export interface SimulatedEnd {
  code: number;
  reason: string;
  failed: boolean;
}

/** All that the panel shows and does; components get it and nothing else. */
export interface PanelModel {
  readonly log: LogReader;
  /** Time for what is sent in a rhythm; not throttled where the panel is hidden. */
  readonly clock: RunClock;
  /** Grows whenever anything below `log` or a connection changed; at most once a frame. */
  readonly version: ReadonlySignal<number>;
  /** In order of their keys; another list only when one has come or gone: they change in place. */
  readonly connections: ReadonlySignal<readonly Connection[]>;
  connection(key: number): Connection | undefined;
  /** Which connections follow which. */
  readonly lineages: LineageReader;
  /** The opening handshake of a connection, or which ones it may have been. */
  handshake(key: number): HandshakeMatch;
  /** Fills in headers that the browser hides, from the Network log; absent where it hides none. */
  readonly askNetworkLog?: () => Promise<void>;
  /** When the tab came to show another page, milliseconds since the epoch, oldest first. */
  readonly navigations: readonly number[];
  /** Counts the rows of a scope, and goes on counting until it is closed. */
  openTally(scope: TallyScope): LogTally;
  closeTally(tally: LogTally): void;
  /** Looks at what the messages of a connection are, and goes on until it is closed. */
  openProfile(connection: number): MessageProfile;
  closeProfile(profile: MessageProfile): void;
  /** The rows that pass the filters. */
  readonly rows: ReadonlySignal<RowList>;
  /** Messages (sends and receives) that pass the filters, and all that are in the log. */
  readonly shownMessages: ReadonlySignal<number>;
  readonly totalMessages: ReadonlySignal<number>;
  readonly totals: ReadonlySignal<PanelTotals>;
  /** Key of the connection whose messages are shown, or null for all. */
  readonly selectedConnection: Signal<number | null>;
  readonly selectedRow: Signal<number | null>;
  readonly recording: Signal<boolean>;
  /** Messages that came since recording was paused. */
  readonly missedWhilePaused: ReadonlySignal<number>;
  /** What the extension is called, and its version. */
  readonly creator: { readonly name: string; readonly version: string };
  /** What is remembered: set, it is kept for the next panel. */
  readonly preferences: Preferences;
  /** What changes the traffic of the page. */
  readonly rules: RulesModel;
  /** What the log weighs, bytes. */
  readonly memory: ReadonlySignal<number>;
  /** The list stays at its newest row. */
  readonly following: Signal<boolean>;
  /** The filter as `query/parse-filter.ts` reads it. */
  readonly filterText: Signal<string>;
  /** What is wrong with the filter text; null where nothing is. The last good filter stays on. */
  readonly filterError: ReadonlySignal<FilterError | null>;
  /** The saved filter that marks a row, if any. */
  markOf(row: number): SavedFilter | undefined;
  /** The labels of the newest messages, the most frequent first. */
  recentLabels(): readonly string[];
  /** How far a search that takes its time has got; null while there is none. */
  readonly searched: ReadonlySignal<SearchProgress | null>;
  /** Whether the extension's background knows of the panel: it hears of each document from now on. */
  readonly connected: ReadonlySignal<boolean>;
  /** Whether the page has a hook; one from before the extension has none until it is reloaded. */
  readonly observed: ReadonlySignal<boolean>;
  /** The live documents of the tab as far as they are known: with sockets, or since `wakeDocuments`. */
  readonly documents: ReadonlySignal<readonly DocumentInfo[]>;
  wakeDocuments(): void;
  reloadPage(): void;
  /** Takes out all rows and all connections that have ended. */
  clear(): void;
  /** Whether what was cleared last can come back: until it is forgotten, or its page or memory is wanted. */
  readonly canUndoClear: ReadonlySignal<boolean>;
  undoClear(): void;
  forgetCleared(): void;
  /** Each rejects with an Error whose message is for the user. */
  send(key: number, data: string | Uint8Array): Promise<void>;
  deliver(key: number, data: string | Uint8Array): Promise<void>;
  close(key: number, code: number | null, reason: string | null): Promise<void>;
  /** Lets the page believe that a connection ended: `error` where it `failed`, then `close`. */
  simulateEnd(key: number, end: SimulatedEnd): Promise<void>;
  /** Opens a connection of the panel's own from a document of the page. */
  openConnection(documentId: string, url: string, protocols: string[]): Promise<void>;
  /** Sends (a sent message) or delivers (a received one) the row's payload again on its connection. */
  replay(row: number): Promise<void>;
  /** HAR 1.2 of these rows, or of all that are shown, as JSON text in pieces. */
  exportHar(rows?: readonly number[]): string[];
}
