import { EventFlag, EventKind } from '../protocol/events.ts';
import { isSecretHeader } from '../protocol/handshake.ts';
import type { HeaderLine } from '../protocol/handshake.ts';
import type { Connection, HandshakeMatch, LogReader, Payload, RowList } from '../session/types.ts';
import { Opcode } from '../websocket/opcodes.ts';
import { readyStateName } from '../websocket/ready-state.ts';

/** Who made the file. */
export interface HarCreator {
  name: string;
  version: string;
}

/** Bytes turned into base64 at a time; a multiple of three, so that the pieces join. */
const BASE64_BYTES = 24_573;

/**
 * HAR 1.2 with Chrome's `_webSocketMessages`, `_webSocketClose` as HTTP Toolkit has it, and what
 * neither can say under `_sockscope`. Text with lone surrogates is exact: JSON escapes them.
 * Returned as pieces of JSON text, so that no one string holds all messages.
 */
export function exportHar(
  log: LogReader,
  rows: Pick<RowList, 'length' | 'at'>,
  connectionOf: (key: number) => Connection | undefined,
  handshakeOf: (key: number) => HandshakeMatch,
  creator: HarCreator,
): string[] {
  const byConnection = new Map<number, string[]>();
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows.at(i);
    const key = log.connection(row);
    const connection = connectionOf(key);
    if (!connection) continue;
    let messages = byConnection.get(key);
    if (!messages) byConnection.set(key, (messages = []));
    const message = messageOf(log, row);
    if (message) messages.push(JSON.stringify(message));
  }
  const pieces = [
    `{"log":{"version":"1.2","creator":${JSON.stringify(creator)},"pages":[],"entries":[`,
  ];
  let separator = '';
  for (const [key, messages] of byConnection) {
    const connection = connectionOf(key) as Connection;
    const entry = JSON.stringify(entryOf(connection, handshakeOf(key)));
    pieces.push(`${separator}${entry.slice(0, -1)},"_webSocketMessages":[`);
    messages.forEach((message, index) => pieces.push(index === 0 ? message : `,${message}`));
    pieces.push(']}');
    separator = ',';
  }
  pieces.push(']}}');
  return pieces;
}

function messageOf(log: LogReader, row: number): object | null {
  const kind = log.kind(row);
  const time = log.time(row) / 1000;
  if (kind === EventKind.Error) {
    const detail = log.detail(row);
    const data = typeof detail === 'string' ? detail : 'error';
    return { type: 'error', time, opcode: -1, data };
  }
  if (kind !== EventKind.Send && kind !== EventKind.Receive) return null;
  const flags = log.flags(row);
  const payload = log.payload(row);
  const data = payload.state === 'ready' ? payload.data : '';
  const isBinary =
    payload.state === 'ready' ? typeof data !== 'string' : (flags & EventFlag.Binary) !== 0;
  return {
    type: kind === EventKind.Send ? 'send' : 'receive',
    time,
    // A page can forge the flag, not what the data is.
    opcode: isBinary ? Opcode.Binary : Opcode.Text,
    data: typeof data === 'string' ? data : base64(data),
    ...(flags & EventFlag.Injected && { _injected: true }),
    ...(flags & EventFlag.Discarded && { _discarded: true }),
    ...(flags & EventFlag.Blocked && { _blocked: true }),
    ...(flags & EventFlag.Modified && { _modified: true }),
    ...(payload.state !== 'ready' && { _missing: true, _byteLength: log.byteLength(row) }),
  };
}

function entryOf(connection: Connection, match: HandshakeMatch): object {
  // One that may be another's is not told as though it were this one's.
  const handshake = match.state === 'sure' ? match.handshake : undefined;
  const started = connection.constructedAt ?? connection.openedAt ?? 0;
  const opened = connection.openedAt === null ? -1 : connection.openedAt - started;
  const end = connection.closedAt ?? connection.openedAt ?? started;
  return {
    startedDateTime: new Date(started).toISOString(),
    time: Math.max(0, end - started),
    request: {
      method: 'GET',
      url: connection.url,
      httpVersion: handshake?.httpVersion || 'HTTP/1.1',
      cookies: [],
      headers: headersOf(handshake?.requestHeaders),
      queryString: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      ...(handshake && handshake.status > 0
        ? { status: handshake.status, statusText: handshake.reason }
        : {
            // What a page can know: it opened, or it did not.
            status: connection.openedAt === null ? 0 : 101,
            statusText: connection.openedAt === null ? '' : 'Switching Protocols',
          }),
      httpVersion: handshake?.httpVersion || 'HTTP/1.1',
      cookies: [],
      headers: headersOf(handshake?.responseHeaders),
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: Math.max(0, opened), receive: 0 },
    ...(handshake?.ip && { serverIPAddress: handshake.ip }),
    _resourceType: 'websocket',
    ...(connection.close && {
      _webSocketClose: {
        code: connection.close.code,
        reason: connection.close.reason,
        timestamp: (connection.closedAt ?? 0) / 1000,
      },
    }),
    ...(connection.tornDown && { _webSocketClose: 'aborted' }),
    _sockscope: {
      connection: connection.key,
      frameId: connection.frameId,
      frameUrl: connection.frameUrl,
      worker: connection.worker,
      source: connection.source,
      state: readyStateName(connection.state),
      protocols: connection.protocols,
      protocol: connection.protocol,
      extensions: connection.extensions,
      wasClean: connection.close?.wasClean ?? null,
      constructError: connection.constructError,
      missing: connection.missing,
      handshake: match.state,
      handshakeError: handshake?.error ?? '',
    },
  };
}

/** As Chrome's export: without cookies and credentials. */
function headersOf(headers: readonly HeaderLine[] = []): object[] {
  return headers
    .filter(([name]) => !isSecretHeader(name))
    .map(([name, value]) => ({ name, value }));
}

/** Base64 of bytes (RFC 4648 section 4). */
export function base64(bytes: Exclude<Payload, string>): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += BASE64_BYTES)
    text += btoa(String.fromCharCode(...bytes.subarray(i, i + BASE64_BYTES)));
  return text;
}
