import type { EventLog } from './event-log.ts';

/** What the loopback server saw of one socket, see `server.ts`. */
export interface ServerView {
  readonly protocols: string;
  readonly messages: readonly string[];
  readonly close: { readonly code: number; readonly reason: string };
}

/** What a page tells when it has run its cases. */
export interface PageReport {
  /** Results by case name. */
  readonly results: Readonly<Record<string, unknown>>;
  /** How many hooks are in its realm. */
  readonly hooks: number;
}

/** What a case gets from the page it runs in. */
export interface CaseEnvironment {
  /** `ws://127.0.0.1:port`, every route of `server.ts`. */
  readonly ws: string;
  /** `ws://127.0.0.1:otherPort` for what fails: browsers delay the next handshake of a host and port that failed. */
  readonly failing: string;
  readonly origin: string;
  readonly crossOrigin: string;
  /** A name under which the server keeps what it saw of one socket: `?key=`. */
  key(): string;
  /** Waits until the socket of that key is closed at the server. */
  seen(key: string): Promise<ServerView>;
  /** Lets the server answer the handshake of `/slow?key=`. */
  release(key: string): Promise<void>;
  log(): EventLog;
}

/** One observation of the platform. It runs in the page and never asserts: the runner compares pages. */
export interface NeutralCase {
  readonly name: string;
  run(env: CaseEnvironment): unknown;
  /** Runs before `run`, while the parser is still in `<head>`; keeps what it finds in its module. */
  first?(): void;
  /** Says why a result is vacuous; only where it could be. */
  expect?(result: unknown): string | undefined;
  /** Needs a page of its own, because it changes globals. */
  readonly ownPage?: boolean;
  readonly only?: 'chromium' | 'firefox';
  /** Milliseconds in the page before the result is `{ timeout: true }`. */
  readonly timeout?: number;
}

/** What the page's first inline script saw, before the cases were loaded. */
interface FirstSeen {
  readonly WebSocket: typeof WebSocket;
  readonly html: string;
  readonly scripts: number;
  readonly current: boolean;
  readonly entries: readonly string[];
}

declare global {
  interface Window {
    readonly firstSeen: FirstSeen;
    /** Every `message` event of the window since its first inline script, as JSON. */
    readonly firstMessages: readonly string[];
  }
}
