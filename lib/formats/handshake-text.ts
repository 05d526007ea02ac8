import type { Handshake, HeaderLine } from '../protocol/handshake.ts';
import { isSecretHeader } from '../protocol/handshake.ts';

/** The headers that curl makes itself, or that it must not have twice. */
const OWN_HEADERS = new Set(['host', 'content-length']);

/** Headers without those that carry cookies or credentials, unless `secrets` are wanted. */
function shownHeaders(headers: readonly HeaderLine[], secrets: boolean): HeaderLine[] {
  return headers.filter(([name]) => secrets || !isSecretHeader(name));
}

/** A handshake as text: both heads, as HTTP/1.1 writes them. */
export function handshakeAsText(handshake: Handshake, secrets: boolean): string {
  const { url, status, reason, httpVersion, requestHeaders, responseHeaders } = handshake;
  const path = URL.parse(url);
  const lines = (headers: readonly HeaderLine[]): string[] =>
    shownHeaders(headers, secrets).map(([name, value]) => `${name}: ${value}`);
  const request = [
    `GET ${path ? path.pathname + path.search : url} HTTP/1.1`,
    ...lines(requestHeaders),
  ];
  const response = status
    ? ['', `${httpVersion || 'HTTP/1.1'} ${status} ${reason}`.trimEnd(), ...lines(responseHeaders)]
    : [];
  return `${[...request, ...response].join('\n')}\n`;
}

/** A command for a POSIX shell that does the handshake again. */
export function handshakeAsCurl(handshake: Handshake, secrets: boolean): string {
  const url = handshake.url.replace(/^ws/, 'http');
  const headers = shownHeaders(handshake.requestHeaders, secrets).filter(
    ([name]) => !OWN_HEADERS.has(name.toLowerCase()),
  );
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  // What Chromium does not tell, and no handshake can be without (RFC 6455, section 4.1).
  const needed: HeaderLine[] = [
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ];
  const all = [
    // Firefox says `keep-alive` here, though `Upgrade` is what it sends.
    ['Connection', 'Upgrade'] as HeaderLine,
    ...needed.filter(([name]) => !given.has(name.toLowerCase())),
    ...headers.filter(([name]) => name.toLowerCase() !== 'connection'),
  ];
  const options = all.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
  return ['curl -i -N --http1.1', ...options, quoted(url)].join(' \\\n  ');
}

/** Nothing in single quotes means anything to the shell; control characters could to a terminal. */
function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex
  return `'${text.replace(/[\u0000-\u001f\u007f]/g, ' ').replaceAll("'", "'\\''")}'`;
}
