import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import { endedBadly } from '../../lib/session/ended-badly.ts';
import type { Connection } from '../../lib/session/types.ts';
import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { clip, visibleLine } from '../../lib/session/visible-text.ts';
import { formatDuration } from '../format/times.ts';

/** Longer urls are cut before they get into a list. */
const LIST_LIMIT = 200;
/** The browser's own code where no Close frame came (RFC 6455, section 7.4.1). */
const ABNORMAL = 1006;
/** How much of an url is looked at to find its parts; a page may make one of any length. */
const PARSE_LIMIT = 2000;

/** State of a connection for the eye (a shape) and in a word. */
export interface ConnectionStatus {
  shape: 'connecting' | 'open' | 'closing' | 'closed' | 'failed';
  word: string;
}

/** What became of a connection. */
export function connectionStatus(connection: Connection): ConnectionStatus {
  if (connection.constructError) return { shape: 'failed', word: t('connections.stateRefused') };
  if (connection.tornDown) return { shape: 'closed', word: t(tornDownKeys(connection).state) };
  if (connection.state === ReadyState.Connecting)
    return { shape: 'connecting', word: t('connections.stateConnecting') };
  if (connection.state === ReadyState.Open)
    return { shape: 'open', word: t('connections.stateOpen') };
  if (connection.state === ReadyState.Closing)
    return { shape: 'closing', word: t('connections.stateClosing') };
  const failed = connection.errored || connection.close?.wasClean === false;
  return failed
    ? { shape: 'failed', word: t('connections.stateFailed') }
    : { shape: 'closed', word: t('connections.stateClosed') };
}

/** Whether commands cannot reach it. */
export function isReadOnly({ source }: Connection): boolean {
  return source === 'network-log';
}

/** What to say of a connection whose surroundings ended: in a badge, and as its state. */
export function tornDownKeys({ source, worker }: Connection): { badge: PlainKey; state: PlainKey } {
  if (source === 'network-log')
    return { badge: 'connections.unseen', state: 'connections.stateUnseen' };
  return worker
    ? { badge: 'connections.workerGone', state: 'connections.stateWorkerGone' }
    : { badge: 'connections.pageLeft', state: 'connections.stateTornDown' };
}

/** The part of an url that tells connections of one page apart, cut to list length. */
export function connectionName(url: string): string {
  const parsed = parse(url);
  if (!parsed) return visibleLine(url || t('connections.noUrl'), LIST_LIMIT);
  return visibleLine(`${parsed.pathname}${parsed.search}`, LIST_LIMIT);
}

/** Scheme and host of an url. */
export function connectionOrigin(url: string): string {
  const parsed = parse(url);
  return parsed ? visibleLine(`${parsed.protocol}//${parsed.host}`, LIST_LIMIT) : '';
}

/** Which worker or frame a connection is of. */
export function placeName(connection: Connection): string {
  const { worker, source } = connection;
  if (worker) {
    const path = parse(worker.url)?.pathname ?? worker.url;
    const name = visibleLine(worker.name || path, LIST_LIMIT);
    return t(worker.scope === 'shared' ? 'connections.sharedWorker' : 'connections.worker', {
      name,
    });
  }
  if (source === 'network-log') return t('connections.somewhere');
  if (connection.frameId === 0) return t('connections.topFrame');
  const parsed = parse(connection.frameUrl);
  const place = parsed && parsed.host ? parsed.host + parsed.pathname : connection.frameUrl;
  return t('connections.frame', {
    name: visibleLine(place || String(connection.frameId), LIST_LIMIT),
  });
}

/** Why a connection ended, as short as a list wants it; empty where there is nothing to explain. */
export function whyEnded(connection: Connection): string {
  const { close, openedAt, constructError } = connection;
  if (constructError)
    return `${clip(constructError.name, 40)}: ${visibleLine(constructError.message, 200)}`;
  if (!close) return '';
  if (close.code !== ABNORMAL || connection.simulatedEnd)
    return endedBadly(connection) || close.reason ? describeClose(close) : '';
  if (openedAt === null) return t('connections.neverOpened');
  return t('connections.lost', {
    lived: formatDuration((connection.closedAt ?? openedAt) - openedAt),
  });
}

/** An open connection to which nothing came for so long is silent, milliseconds. */
const SILENT_AFTER = 10_000;
/** And for so many times as long as messages were apart until then. */
const SILENT_TIMES = 5;

/** Milliseconds for which nothing came to an open connection that was spoken to before; null where that is nothing to tell. */
export function silentFor(connection: Connection, now: number): number | null {
  const { openedAt, lastReceivedAt, received, state, tornDown } = connection;
  if (state !== ReadyState.Open || tornDown || openedAt === null || lastReceivedAt === null)
    return null;
  const apart = (lastReceivedAt - openedAt) / received.messages;
  const silence = now - lastReceivedAt;
  return silence >= Math.max(SILENT_AFTER, SILENT_TIMES * apart) ? silence : null;
}

/** Milliseconds that a connection has lived up to `now` or to its end; null where unknown. */
export function connectionAge(connection: Connection, now: number): number | null {
  const start = connection.openedAt ?? connection.constructedAt;
  if (start === null || connection.constructError) return null;
  if (connection.closedAt !== null) return connection.closedAt - start;
  const ended = connection.tornDown || connection.state === ReadyState.Closed;
  return ended ? null : now - start;
}

/** A close in words, as `1006 Abnormal Closure (never on the wire) · not clean · “reason”`. */
export function describeClose(close: { code: number; reason: string; wasClean: boolean }): string {
  const meaning = explainCloseCode(close.code);
  const wire = meaning.onTheWire ? '' : ` (${t('connections.neverOnTheWire')})`;
  const clean = close.wasClean ? '' : ` · ${t('connections.notClean')}`;
  const reason = close.reason ? ` · “${visibleLine(close.reason, LIST_LIMIT)}”` : '';
  return `${close.code} ${meaning.name}${wire}${clean}${reason}`;
}

function parse(url: string): URL | null {
  return URL.parse(url.slice(0, PARSE_LIMIT));
}
