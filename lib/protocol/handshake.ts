/**
 * What the browser tells of the opening handshake of a WebSocket (RFC 6455, section 4), as the
 * background keeps it and panels read it. All text in it is the page's or the server's.
 */

/** A header as it went over the wire: name and value. */
export type HeaderLine = readonly [name: string, value: string];

/** One opening handshake. Times are milliseconds since the epoch; null where not (yet) known. */
export interface Handshake {
  /** The browser's number of the request, ascending; kept over redirects. */
  id: number;
  tabId: number;
  frameId: number;
  /** The browser's own name of the document; empty where it gives none, as for Firefox's workers. */
  documentId: string;
  /** What the socket asked for, before any redirect; cut at {@link MAX_HANDSHAKE_URL}. */
  url: string;
  startedAt: number;
  /** The request was made ready to go out; whether it did, only an answer tells. */
  sentAt: number | null;
  respondedAt: number | null;
  endedAt: number | null;
  requestHeaders: HeaderLine[];
  responseHeaders: HeaderLine[];
  /** Headers that did not fit into the bounds. */
  requestLeftOut: number;
  responseLeftOut: number;
  /** HTTP status; 0 where the browser tells none. */
  status: number;
  /** The status line's own words. */
  reason: string;
  /** HTTP version as in the status line, such as `HTTP/1.1`; empty where unknown. */
  httpVersion: string;
  /** Address of the server or proxy; empty where unknown. */
  ip: string;
  /** What the browser says of a failure, such as `net::ERR_FAILED`; empty where nothing. */
  error: string;
  /** The panel has its request headers from the Network log of DevTools: so they were sent. */
  filled?: true;
}

/** Longer urls are cut; both sides of a comparison are. UTF-16 code units. */
export const MAX_HANDSHAKE_URL = 4096;
/** Headers of one direction of one handshake that are kept. */
export const MAX_HEADERS = 100;
/** Names and values of the headers of one direction, UTF-16 code units; browsers stop at 256 Ki or more. */
export const MAX_HEADER_TEXT = 16_384;
/** Status lines and error texts are cut here. */
export const MAX_STATUS_TEXT = 200;

const KEY = 'handshake';

/** What Chrome's own HAR export leaves out, too. */
const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
  'set-cookie',
]);

/** Whether a header carries cookies or credentials. */
export function isSecretHeader(name: string): boolean {
  return SECRET_HEADERS.has(name.toLowerCase());
}

/** The value of a header, its first one where it is there more than once. */
export function headerValue(headers: readonly HeaderLine[], name: string): string | undefined {
  return headers.find(([each]) => each.toLowerCase() === name)?.[1];
}

/** The headers that fit into the bounds, and how many do not: the first that does not ends the list. */
export function boundHeaders(given: readonly HeaderLine[]): {
  kept: HeaderLine[];
  leftOut: number;
} {
  let room = MAX_HEADER_TEXT;
  let count = 0;
  for (const [name, value] of given) {
    room -= name.length + value.length;
    if (room < 0 || count === MAX_HEADERS) break;
    count += 1;
  }
  return { kept: given.slice(0, count), leftOut: given.length - count };
}

/** Name under which a handshake is stored. */
export function handshakeKey({ tabId, id }: Pick<Handshake, 'tabId' | 'id'>): string {
  return `${KEY}.${tabId}.${id}`;
}

/** Whether a stored thing is a handshake, of one tab where one is given. */
export function isHandshakeKey(key: string, tabId?: number): boolean {
  return key.startsWith(tabId === undefined ? `${KEY}.` : `${KEY}.${tabId}.`);
}

/** The part of a url by which sockets and handshakes are compared. */
export function comparedUrl(url: string): string {
  return url.slice(0, MAX_HANDSHAKE_URL);
}

/** Whether a stored value is a handshake within the bounds. */
export function isHandshake(value: unknown): value is Handshake {
  if (typeof value !== 'object' || value === null) return false;
  const it = value as Record<keyof Handshake, unknown>;
  return (
    [it.id, it.tabId, it.frameId, it.status].every(isCount) &&
    [it.requestLeftOut, it.responseLeftOut].every(isCount) &&
    isText(it.documentId, MAX_STATUS_TEXT) &&
    isText(it.url, MAX_HANDSHAKE_URL) &&
    isTime(it.startedAt) &&
    [it.sentAt, it.respondedAt, it.endedAt].every((time) => time === null || isTime(time)) &&
    isHeaders(it.requestHeaders) &&
    isHeaders(it.responseHeaders) &&
    [it.reason, it.httpVersion, it.ip, it.error].every((text) => isText(text, MAX_STATUS_TEXT))
  );
}

function isHeaders(value: unknown): boolean {
  if (!Array.isArray(value) || value.length > MAX_HEADERS) return false;
  let length = 0;
  for (const line of value as unknown[]) {
    if (!Array.isArray(line) || line.length !== 2) return false;
    const [name, text] = line as unknown[];
    if (typeof name !== 'string' || typeof text !== 'string') return false;
    length += name.length + text.length;
  }
  return length <= MAX_HEADER_TEXT;
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isTime(value: unknown): boolean {
  // The latest time that a Date can tell (ECMA-262, section 21.4.1.1).
  return typeof value === 'number' && Math.abs(value) <= 8.64e15;
}

function isText(value: unknown, limit: number): boolean {
  return typeof value === 'string' && value.length <= limit;
}
