import type { HarSocket } from '../../../lib/session/har-entry.ts';

/** Where the hook is, to the tests. */
export const HOOK_URL = 'chrome-extension://abc/hook.js';

/** What an entry of the Network log is made of here. */
export interface HarEntrySpec {
  url?: string;
  /** Milliseconds since the epoch. */
  startedAt?: number;
  key?: string;
  scripts?: readonly string[];
  inDocument?: boolean;
  status?: number;
  protocols?: string;
  protocol?: string;
  messages?: unknown[];
}

/** An entry as Chromium gives it for a WebSocket. */
export function harEntry(spec: HarEntrySpec = {}): object {
  const { key = 'key', protocols, protocol } = spec;
  return {
    _resourceType: 'websocket',
    startedDateTime: new Date(spec.startedAt ?? 1000).toISOString(),
    time: 5000,
    timings: { wait: 20 },
    ...(spec.inDocument && { pageref: 'page_1' }),
    _initiator: {
      type: 'script',
      stack: {
        callFrames: (spec.scripts ?? ['http://page/worker.js']).map((url) => ({ url })),
      },
    },
    request: {
      url: spec.url ?? 'ws://server/',
      headers: [
        { name: 'Sec-WebSocket-Key', value: key },
        ...(protocols ? [{ name: 'Sec-WebSocket-Protocol', value: protocols }] : []),
      ],
    },
    response: {
      status: spec.status ?? 101,
      headers: protocol ? [{ name: 'sec-websocket-protocol', value: protocol }] : [],
    },
    _webSocketMessages: spec.messages ?? [],
  };
}

/** An answer of `getHAR()`. */
export const har = (...entries: unknown[]): object => ({
  version: '1.2',
  pages: [{ startedDateTime: new Date(500).toISOString() }],
  entries,
});

/** A message of an entry. */
export const harText = (type: string, data: string, time = 2): object => ({
  type,
  time,
  opcode: 1,
  data,
});

/** A socket as it is read from an entry. */
export function harSocketOf(spec: Partial<HarSocket>): HarSocket {
  return {
    id: 'id',
    url: 'ws://server/',
    startedAt: 1000,
    wait: 0,
    status: 101,
    protocols: [],
    protocol: '',
    extensions: '',
    scripts: [],
    inDocument: true,
    messages: [],
    ...spec,
  };
}
