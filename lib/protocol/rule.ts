/**
 * What a user wants to be done to the sockets of a page. Rules are kept in the order in which they
 * are asked: what an earlier one made of a message is what a later one sees. No rule sees what a
 * rule sent of its own (answers, steps of a sequence, copies).
 */
export interface Rule {
  /** Random; the same for as long as the rule is edited. */
  readonly id: string;
  readonly name: string;
  readonly on: boolean;
  /**
   * The origins of the documents whose sockets it is for: `*` for all, or
   * `[scheme://][*.]host[:port]`. A frame has an origin of its own.
   */
  readonly site: string;
  readonly match: RuleMatch;
  readonly action: RuleAction;
}

/** Which connections or messages a rule is for. The counts begin anew with each document. */
export interface RuleMatch {
  /** In the filter language; empty for all. What acts on connections is asked with `kind:new`. */
  readonly filter: string;
  /** Of those that pass the filter each so-manieth only. */
  readonly every?: number;
  /** And of those this part only, above 0 to 1. */
  readonly probability?: number;
  /** And of those the first so many only. */
  readonly first?: number;
}

/** What a rule does. */
export type RuleAction = MessageAction | ConnectionAction;

/** What is done to each message that a rule matches. */
export type MessageAction =
  /** Keeps it from its destination. */
  | { readonly type: 'block' }
  | DelayAction
  /** Loses this part of them, as a bad network would; 0 to 1. */
  | { readonly type: 'drop'; readonly rate: number }
  /** Sends this part of them so many times more. */
  | { readonly type: 'duplicate'; readonly rate: number; readonly times: number }
  /** Lets up to `window` later ones overtake this part of them. */
  | { readonly type: 'reorder'; readonly rate: number; readonly window: number }
  | { readonly type: 'replace'; readonly change: Replacement }
  | AnswerAction
  | CloseAction
  /** Holds it for the user, and the later ones of its direction behind it. */
  | { readonly type: 'pause' }
  /** Stops in the debugger with the page's own call stack. */
  | { readonly type: 'break' }
  /** After the match, these one after the other; one run at a time and connection. */
  | { readonly type: 'sequence'; readonly steps: readonly SequenceStep[] };

/** What is done to each new connection that a rule matches. */
export type ConnectionAction =
  /** Fails as a handshake does: after so many that were let pass, and for so long from the first refused. */
  | { readonly type: 'refuse'; readonly after?: number; readonly forMs?: number }
  /** Connects elsewhere; where the URL has no path, path and query are the page's. */
  | { readonly type: 'redirect'; readonly url: string }
  /**
   * Opens without a server, with this subprotocol (empty for the first that the page asks for): nothing
   * reaches the network, and
   * the page hears only what other rules answer and what is delivered to it.
   */
  | { readonly type: 'mock'; readonly protocol: string }
  | NetworkAction;

/** Lets it wait; those behind it wait too. */
interface DelayAction {
  readonly type: 'delay';
  readonly ms: number;
  /** Up to so many milliseconds more. */
  readonly jitter: number;
  /** Null for any number. */
  readonly bytesPerSecond: number | null;
}

/** Sends something of its own when a message is seen. */
interface AnswerAction {
  readonly type: 'answer';
  readonly to: Destination;
  readonly body: RuleBody;
  /** The message itself does not reach its destination. */
  readonly instead: boolean;
}

/** Ends the connection behind the message. */
interface CloseAction {
  readonly type: 'close';
  /** `close`: as the page's own `close(code, reason)`; `end`: the page believes that the other side did. */
  readonly how: 'close' | 'end';
  readonly code: number;
  readonly reason: string;
}

/** A connection under conditions. */
export interface NetworkAction {
  readonly type: 'network';
  /** Connections fail, and those that are open end with 1006. */
  readonly offline: boolean;
  /** Milliseconds until the handshake may begin. */
  readonly handshakeMs: number;
  readonly latencyMs: number;
  readonly jitterMs: number;
  /** Null for any number; up is to the server. */
  readonly upBytesPerSecond: number | null;
  readonly downBytesPerSecond: number | null;
  /** Each connection ends with 1006 so long after it opened; null for never. */
  readonly disconnectMs: number | null;
  /** Up to so many milliseconds earlier or later. */
  readonly disconnectJitterMs: number;
}

export type Destination = 'server' | 'page';

/** What is sent. Text is a template (`{{uuid}}`, `{{last.send $.id}}`: the newest is the match itself). */
export type RuleBody =
  | { readonly type: 'text'; readonly text: string }
  /** A binary message. */
  | { readonly type: 'base64'; readonly base64: string };

/** What is put in the place of a message, or of parts of it. A message that has none of it passes. */
export type Replacement =
  /** Each place where the text is found, as it is written. */
  | { readonly how: 'text'; readonly find: string; readonly with: string }
  /** Each match of an expression (RE2); `$1` or `$<name>` in `with` are its groups. */
  | {
      readonly how: 'expression';
      readonly source: string;
      readonly flags: string;
      readonly with: string;
    }
  | { readonly how: 'json'; readonly changes: readonly JsonChange[] }
  /** RFC 6902, as JSON text. */
  | { readonly how: 'patch'; readonly patch: string }
  /** Each place where these bytes are found in a binary message; both in hex. */
  | { readonly how: 'bytes'; readonly find: string; readonly with: string }
  /** All of it. */
  | { readonly how: 'body'; readonly body: RuleBody };

/** A change at a place of a JSON message: a path of the filter language; `[*]` leads to many. */
export type JsonChange =
  /** JSON text; a member that is not there is added where the path up to it is. */
  | { readonly do: 'set'; readonly path: string; readonly value: string }
  | { readonly do: 'remove'; readonly path: string };

/** A step of a sequence. */
export type SequenceStep =
  | { readonly do: 'send'; readonly to: Destination; readonly body: RuleBody }
  /** Until a message passes the filter; given up, with all that follows, after so long. */
  | { readonly do: 'wait'; readonly filter: string; readonly withinMs: number }
  | { readonly do: 'rest'; readonly ms: number };

/** Whether an action is done to connections, not to their messages. */
export function isConnectionAction(action: RuleAction): action is ConnectionAction {
  const { type } = action;
  return type === 'refuse' || type === 'redirect' || type === 'mock' || type === 'network';
}

/** Whether a document's origin is of a rule's site. */
export function isOfSite(site: string, origin: string): boolean {
  if (site === '*') return true;
  const read = readSite(site);
  const url = URL.parse(origin);
  if (!read || !url) return false;
  if (read.scheme !== null && url.protocol !== `${read.scheme}:`) return false;
  if (read.port !== null && portOf(url) !== read.port) return false;
  return url.hostname === read.host || (read.wide && url.hostname.endsWith(`.${read.host}`));
}

/** The pattern by which a browser finds the documents of a site; Firefox knows no ports in it. */
export function matchPatternOf(site: string): string {
  const read = readSite(site);
  if (!read) return '<all_urls>';
  return `${read.scheme ?? '*'}://${read.wide ? '*.' : ''}${read.host}/*`;
}

/** The parts of a site; null where it is `*`, or none. */
export function readSite(
  site: string,
): { scheme: string | null; wide: boolean; host: string; port: string | null } | null {
  const parts =
    /^(?:(https?):\/\/)?(\*\.)?([\w.-]{1,253}|\[[\da-f:.]{2,45}\])(?::(\d{1,5}))?$/i.exec(site);
  if (!parts) return null;
  const [, scheme, wide, host = '', port] = parts;
  const url = URL.parse(`${scheme ?? 'http'}://${host}`);
  // As the browser writes it: in lower case, numbers as addresses.
  if (!url || url.hostname === '') return null;
  return {
    scheme: scheme?.toLowerCase() ?? null,
    wide: wide !== undefined,
    host: url.hostname,
    port: port === undefined ? null : String(Number(port)),
  };
}

function portOf(url: URL): string {
  return url.port || (url.protocol === 'https:' ? '443' : '80');
}
