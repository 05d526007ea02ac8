import browser from 'webextension-polyfill';
import type { Runtime, WebRequest } from 'webextension-polyfill';
import {
  boundHeaders,
  comparedUrl,
  MAX_HEADER_TEXT,
  MAX_STATUS_TEXT,
} from '../protocol/handshake.ts';
import type { Handshake } from '../protocol/handshake.ts';
import { isLeft } from '../protocol/guards.ts';
import { HandshakeStore } from './handshake-store.ts';

const TOP_FRAME = 0;

/** What all events of a request have in common, as far as it is used here. */
type Details = Pick<
  WebRequest.OnBeforeRequestDetailsType,
  'requestId' | 'tabId' | 'frameId' | 'documentId' | 'url' | 'timeStamp'
>;
type Change = Partial<Omit<Handshake, 'id' | 'tabId' | 'frameId'>>;

/**
 * Notes the opening handshakes of all tabs as the browser tells them, without holding any up. Its
 * events start the background where it was stopped, so that DevTools find what was before them.
 */
export function recordHandshakes(): void {
  const store = new HandshakeStore();
  const sockets: WebRequest.RequestFilter = { urls: ['<all_urls>'], types: ['websocket'] };
  const { webRequest } = browser;

  webRequest.onBeforeRequest.addListener((details) => note(store, details, {}), sockets);
  webRequest.onSendHeaders.addListener(
    (details) => {
      const { kept: requestHeaders, leftOut: requestLeftOut } = boundedHeaders(
        details.requestHeaders,
      );
      note(store, details, { sentAt: details.timeStamp, requestHeaders, requestLeftOut });
    },
    sockets,
    withExtraHeaders('requestHeaders'),
  );
  webRequest.onHeadersReceived.addListener(
    (details) => {
      const { kept: responseHeaders, leftOut: responseLeftOut } = boundedHeaders(
        details.responseHeaders,
      );
      note(store, details, {
        ...answer(details),
        respondedAt: details.timeStamp,
        responseHeaders,
        responseLeftOut,
      });
    },
    sockets,
    withExtraHeaders('responseHeaders'),
  );
  webRequest.onCompleted.addListener(
    (details) => note(store, details, { ...answer(details), endedAt: details.timeStamp }),
    sockets,
  );
  webRequest.onErrorOccurred.addListener((details) => {
    const error = details.error.slice(0, MAX_STATUS_TEXT);
    note(store, details, { ip: details.ip ?? '', endedAt: details.timeStamp, error });
  }, sockets);

  browser.tabs.onRemoved.addListener((tabId) =>
    store.remove((handshake) => handshake.tabId === tabId),
  );
  browser.runtime.onMessage.addListener((message: unknown, sender: Runtime.MessageSender) => {
    const tabId = sender.tab?.id;
    if (!isLeft(message) || tabId === undefined) return;
    // With the page of a tab all its frames go; the sockets of the next one come later.
    store.remove(
      (handshake) =>
        handshake.tabId === tabId &&
        (sender.frameId === TOP_FRAME || handshake.frameId === sender.frameId) &&
        handshake.startedAt <= message.leftAt,
    );
  });
}

function note(store: HandshakeStore, details: Details, change: Change): void {
  const id = Number(details.requestId);
  const { tabId, frameId } = details;
  // Without a tab nobody can look at it: service workers, shared workers, other extensions.
  if (!Number.isSafeInteger(id) || tabId < 0 || frameId < 0) return;
  store.update(tabId, id, (known = newHandshake(id, details)) => ({
    ...known,
    ...change,
    // Not every event has the address.
    ip: change.ip || known.ip,
  }));
}

function newHandshake(id: number, details: Details): Handshake {
  return {
    id,
    tabId: details.tabId,
    frameId: details.frameId,
    documentId: (details.documentId ?? '').slice(0, MAX_STATUS_TEXT),
    url: comparedUrl(details.url),
    startedAt: details.timeStamp,
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
  };
}

function answer(details: {
  statusCode: number;
  statusLine: string;
  ip?: string;
}): Pick<Handshake, 'status' | 'httpVersion' | 'reason' | 'ip'> {
  const line = details.statusLine.slice(0, MAX_STATUS_TEXT);
  const [httpVersion = '', , ...words] = line.split(' ');
  return { status: details.statusCode, httpVersion, reason: words.join(' '), ip: details.ip ?? '' };
}

/** Names and values, within the bounds. */
function boundedHeaders(given: WebRequest.HttpHeaders = []): ReturnType<typeof boundHeaders> {
  return boundHeaders(
    given.map(({ name, value, binaryValue }) => [name, value ?? latin1(binaryValue)]),
  );
}

/** What is no UTF-8 comes as bytes. */
function latin1(bytes: number[] = []): string {
  return bytes
    .slice(0, MAX_HEADER_TEXT)
    .map((byte) => String.fromCharCode(byte))
    .join('');
}

/** Chromium leaves out Origin, cookies and more unless it is asked; Firefox does not know the word. */
function withExtraHeaders<Option extends string>(option: Option): Option[] {
  const { OnSendHeadersOptions } = browser.webRequest as { OnSendHeadersOptions?: object };
  const hasExtra = OnSendHeadersOptions !== undefined && 'EXTRA_HEADERS' in OnSendHeadersOptions;
  return hasExtra ? [option, 'extraHeaders' as Option] : [option];
}
