/** A message as the panel exported it. */
export interface ExportedMessage {
  direction: 'send' | 'receive';
  /** Seconds since the epoch. */
  time: number;
  binary: boolean;
  /** Text as a string, binary as a buffer. */
  data: Buffer | string;
  /** Bytes, where the panel has no more than their number. */
  onlySize?: number;
}

/** A connection as the panel exported it. */
export interface ExportedConnection {
  url: string;
  /** The negotiated subprotocol, or ''. */
  protocol: string;
  /** Sockscope's own word for it, or ''. */
  state: string;
  messages: ExportedMessage[];
  /** Messages that gap rows stand for. */
  missing?: number;
  close?: { code?: number; reason: string };
}

interface HarEntry {
  request: { url: string };
  response?: { headers?: { name: string; value: string }[] };
  _resourceType?: string;
  _webSocketMessages?: HarMessage[];
  _webSocketClose?: { code?: number; reason?: string } | 'aborted';
  _sockscope?: { protocol?: string; state?: string; missing?: number };
}

interface HarMessage {
  type: string;
  time: number;
  opcode: number;
  data: string;
  _missing?: boolean;
  _byteLength?: number;
}

const BINARY = 2;

/** Reads the WebSocket connections of a HAR 1.2; throws where it is none. */
export function parseHar(text: string): ExportedConnection[] {
  const har = JSON.parse(text) as { log?: { version?: string; entries?: HarEntry[] } };
  if (har.log?.version !== '1.2' || !Array.isArray(har.log.entries)) {
    throw new Error('The export is no HAR 1.2');
  }
  return har.log.entries
    .filter((entry) => entry._resourceType === 'websocket')
    .map((entry) => readConnection(entry));
}

function readConnection(entry: HarEntry): ExportedConnection {
  const { request, _sockscope: own, _webSocketClose: close } = entry;
  const connection: ExportedConnection = {
    url: request.url,
    protocol: own?.protocol ?? protocolHeader(entry),
    state: own?.state ?? '',
    missing: own?.missing ?? 0,
    messages: (entry._webSocketMessages ?? []).flatMap((message) => {
      // Chrome writes errors as messages with opcode -1.
      if (message.type !== 'send' && message.type !== 'receive') return [];
      const binary = message.opcode === BINARY;
      const data = binary ? Buffer.from(message.data, 'base64') : message.data;
      return [
        {
          direction: message.type,
          time: message.time,
          binary,
          data,
          ...(message._missing && { onlySize: message._byteLength ?? 0 }),
        },
      ];
    }),
  };
  if (close === 'aborted') connection.close = { reason: '' };
  else if (close) connection.close = { reason: '', ...close };
  return connection;
}

function protocolHeader({ response }: HarEntry): string {
  const header = response?.headers?.find(
    ({ name }) => name.toLowerCase() === 'sec-websocket-protocol',
  );
  return header?.value ?? '';
}
