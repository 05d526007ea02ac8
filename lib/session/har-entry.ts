/**
 * What Chromium's Network log tells of a WebSocket: an entry of `devtools.network.getHAR()`. Urls,
 * headers and messages in it come from pages and servers, so that nothing in it is believed unseen.
 */
export interface HarSocket {
  /** Names the socket from one answer to the next: no two handshakes have the same key. */
  readonly id: string;
  readonly url: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** Milliseconds from the start to the answer of the server. */
  readonly wait: number;
  /** HTTP status of the handshake; 0 where it is not known. */
  readonly status: number;
  /** The subprotocols asked for. */
  readonly protocols: string[];
  readonly protocol: string;
  readonly extensions: string;
  /** Urls of the scripts whose code constructed it, innermost first; empty where not known. */
  readonly scripts: readonly string[];
  /**
   * Whether it belongs, or may belong, to a document. Sockets of workers belong to none, which can be
   * told only where DevTools saw the page begin.
   */
  readonly inDocument: boolean;
  /** Each is still to be checked by {@link harMessage}. */
  readonly messages: readonly unknown[];
}

/** A message of an entry; `error` has the browser's words for what went wrong. */
export interface HarMessage {
  type: 'send' | 'receive' | 'error';
  /** Milliseconds since the epoch. */
  time: number;
  /** Bytes of a binary message; null where they are damaged. */
  data: string | ArrayBuffer | null;
}

/** Frames of a call stack that are looked at. */
const MAX_FRAMES = 100;
/** Headers and subprotocols that are looked at. */
const MAX_LIST = 1000;
const BINARY = 2;

/** The sockets of an answer of `getHAR()`; whatever is none or is not yet on its way is passed over. */
export function harSockets(har: unknown, limit: number): HarSocket[] {
  const entries = listIn(har, 'entries');
  const since = pagesSince(har);
  const sockets: HarSocket[] = [];
  for (const entry of entries) {
    if (sockets.length === limit) break;
    const socket = harSocket(entry, since);
    if (socket) sockets.push(socket);
  }
  return sockets;
}

/** When the first page began that DevTools saw begin, milliseconds since the epoch; else Infinity. */
export function pagesSince(har: unknown): number {
  const [first] = listIn(har, 'pages');
  const time = Date.parse(textIn(first, 'startedDateTime').slice(0, 40));
  return Number.isFinite(time) ? time : Infinity;
}

/**
 * The socket that an entry stands for; null where it stands for none.
 * @param since what {@link pagesSince} says
 */
export function harSocket(entry: unknown, since: number): HarSocket | null {
  if (member(entry, '_resourceType') !== 'websocket') return null;
  const request = member(entry, 'request');
  const response = member(entry, 'response');
  const url = textIn(request, 'url');
  const started = textIn(entry, 'startedDateTime');
  const startedAt = Date.parse(started.slice(0, 40));
  const messages = listIn(entry, '_webSocketMessages');
  const asked = headersOf(request);
  const key = asked.get('sec-websocket-key') ?? '';
  // Before the handshake has gone out its time is not settled; without one there is only an error.
  if (!url || !Number.isFinite(startedAt) || (key === '' && messages.length === 0)) return null;
  const answered = headersOf(response);
  const status = member(response, 'status');
  const wait = member(member(entry, 'timings'), 'wait');
  return {
    id: `${startedAt} ${key} ${url}`,
    url,
    startedAt,
    wait: typeof wait === 'number' && wait > 0 && wait < 1e9 ? wait : 0,
    status: typeof status === 'number' ? status : 0,
    protocols: protocolsIn(asked.get('sec-websocket-protocol') ?? ''),
    protocol: answered.get('sec-websocket-protocol') ?? '',
    extensions: answered.get('sec-websocket-extensions') ?? '',
    scripts: scriptsOf(member(entry, '_initiator')),
    inDocument: startedAt < since || textIn(entry, 'pageref') !== '',
    messages,
  };
}

/** What a message of an entry says; null where it is none. */
export function harMessage(value: unknown): HarMessage | null {
  const type = member(value, 'type');
  const seconds = member(value, 'time');
  const data = member(value, 'data');
  if (type !== 'send' && type !== 'receive' && type !== 'error') return null;
  const time = typeof seconds === 'number' ? seconds * 1000 : NaN;
  if (!Number.isFinite(time) || typeof data !== 'string') return null;
  const isBinary = type !== 'error' && member(value, 'opcode') === BINARY;
  return { type, time, data: isBinary ? bytesOf(data) : data };
}

function headersOf(message: unknown): Map<string, string> {
  const headers = new Map<string, string>();
  for (const header of listIn(message, 'headers').slice(0, MAX_LIST))
    headers.set(textIn(header, 'name').toLowerCase(), textIn(header, 'value'));
  return headers;
}

function protocolsIn(header: string): string[] {
  if (header === '') return [];
  return header.split(',', MAX_LIST).map((each) => each.trim());
}

function scriptsOf(initiator: unknown): string[] {
  const scripts: string[] = [];
  for (const frame of listIn(member(initiator, 'stack'), 'callFrames').slice(0, MAX_FRAMES))
    scripts.push(textIn(frame, 'url'));
  return scripts;
}

/** Bytes of Base64 (RFC 4648 section 4). */
function bytesOf(base64: string): ArrayBuffer | null {
  try {
    const binary = atob(base64);
    const bytes = new Uint8Array(binary.length);
    for (let i = 0; i < binary.length; i += 1) bytes[i] = binary.charCodeAt(i);
    return bytes.buffer;
  } catch {
    return null;
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[name]
    : undefined;
}

function textIn(value: unknown, name: string): string {
  const text = member(value, name);
  return typeof text === 'string' ? text : '';
}

function listIn(value: unknown, name: string): readonly unknown[] {
  const list = member(value, name);
  return Array.isArray(list) ? list : [];
}
