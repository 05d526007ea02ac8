import type { Handshake } from '../../../lib/protocol/handshake.ts';

/** A handshake of the session's test document, with what is given. */
export function fakeHandshake(values: Partial<Handshake> = {}): Handshake {
  return {
    id: 1,
    tabId: 1,
    frameId: 0,
    documentId: '',
    url: 'ws://host/',
    startedAt: 1000,
    sentAt: null,
    respondedAt: null,
    endedAt: null,
    requestHeaders: [],
    responseHeaders: [],
    requestLeftOut: 0,
    responseLeftOut: 0,
    status: 0,
    reason: '',
    httpVersion: '',
    ip: '',
    error: '',
    ...values,
  };
}
