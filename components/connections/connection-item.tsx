import { t } from '../../lib/i18n/translate.ts';
import { endedBadly } from '../../lib/session/ended-badly.ts';
import type { Connection, HandshakeMatch } from '../../lib/session/types.ts';
import { statusText } from '../../lib/websocket/http-status.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatAge, formatClock, formatDuration } from '../format/times.ts';
import { isMenuKey, menuPlace } from '../menu/menu-state.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import {
  connectionAge,
  connectionName,
  connectionOrigin,
  connectionStatus,
  describeClose,
  isReadOnly,
  placeName,
  silentFor,
  tornDownKeys,
  whyEnded,
} from './connection-text.ts';
import { refusedWith } from './handshake-status.ts';

/** The other attempts that a line of the list stands for. */
interface HiddenAttempts {
  count: number;
  opened: boolean;
  onOpen: (open: boolean) => void;
}

/** One connection of the list; pressed while only its messages are shown. */
export function ConnectionItem(props: {
  connection: Connection;
  /** It stands below the last attempt of its lineage. */
  isAttempt: boolean;
  /** Milliseconds since the attempt before it ended, where known. */
  delay: number | null;
  attempts: HiddenAttempts | null;
  handshake: HandshakeMatch;
  now: number;
  selected: boolean;
  position: number;
  total: number;
  compact: boolean;
  onToggle: () => void;
  onMenu: (place: { x: number; y: number }) => void;
}) {
  const { connection, compact, attempts, isAttempt } = props;
  const status = connectionStatus(connection);
  const age = connectionAge(connection, props.now);
  const refused = refusedWith(connection, props.handshake);
  return (
    <div
      class={`connection ${isAttempt ? 'connection-attempt' : ''}`}
      role="listitem"
      aria-posinset={props.position}
      aria-setsize={props.total}
    >
      <button
        type="button"
        aria-pressed={props.selected}
        title={tooltip(connection)}
        onClick={props.onToggle}
        onContextMenu={(event) => {
          event.preventDefault();
          props.onMenu(menuPlace(event, event.currentTarget));
        }}
        onKeyDown={(event) => {
          openOnKey(event, attempts);
          if (!isMenuKey(event)) return;
          event.preventDefault();
          props.onMenu(menuPlace(event, event.currentTarget));
        }}
      >
        <span class="connection-head">
          <i class={`state state-${status.shape}`} aria-hidden="true" />
          <b>{isAttempt ? attemptName(connection) : connectionName(connection.url)}</b>
          <span class="visually-hidden">, {status.word}, </span>
          {compact && connection.worker && (
            <span class="tag tag-muted connection-extra">{placeName(connection)}</span>
          )}
          {connection.api === 'WebSocketStream' && (
            <span class="tag tag-muted" title={connection.api}>
              {t('connections.stream')}
            </span>
          )}
          {isReadOnly(connection) && (
            <span class="tag tag-muted" title={t('connections.readOnlyHint')}>
              {t('connections.readOnly')}
            </span>
          )}
          <Badge connection={connection} refused={refused} />
          {compact && <Traffic connection={connection} bytes={false} />}
        </span>
        {!compact && (
          <>
            <small class={silentFor(connection, props.now) === null ? '' : 'connection-silent'}>
              {secondLine(connection, isAttempt, props.delay, refused, props.now)}
            </small>
            <small class="connection-facts">
              <Traffic connection={connection} bytes />
              {age !== null && <span class="age">{formatAge(age)}</span>}
            </small>
          </>
        )}
      </button>
      {attempts && (
        <button
          type="button"
          class="attempts-toggle"
          aria-expanded={attempts.opened}
          aria-label={t('connections.earlier', { count: attempts.count })}
          title={t('connections.earlierHint', { count: attempts.count })}
          onClick={() => attempts.onOpen(!attempts.opened)}
          onKeyDown={(event) => openOnKey(event, attempts)}
        >
          <span aria-hidden="true">×{formatCount(attempts.count)}</span>
          <i class="chevron" aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** What the line may have no room for. */
function tooltip({ url, close }: Connection): string {
  return visibleLine(url, 500) + (close ? `\n${describeClose(close)}` : '');
}

function openOnKey(event: KeyboardEvent, attempts: HiddenAttempts | null): void {
  const open = event.key === 'ArrowRight';
  if (!attempts || (!open && event.key !== 'ArrowLeft')) return;
  event.preventDefault();
  attempts.onOpen(open);
}

function attemptName({ constructedAt }: Connection): string {
  return constructedAt === null
    ? t('connections.earlierAttempt')
    : t('connections.attemptAt', { time: formatClock(constructedAt) });
}

function secondLine(
  connection: Connection,
  isAttempt: boolean,
  delay: number | null,
  refused: number,
  now: number,
): string {
  if (refused > 0) return `${statusText(refused)} · ${connectionOrigin(connection.url)}`;
  const why = whyEnded(connection);
  if (why) return why;
  const silence = silentFor(connection, now);
  if (silence !== null) return t('connections.silent', { age: formatAge(silence) });
  if (isAttempt && delay !== null)
    return t('connections.afterLast', { duration: formatDuration(delay) });
  const place = placeName(connection);
  const origin = connectionOrigin(connection.url);
  // What is rarer tells more, where there is not room for both.
  return connection.worker ? `${place} · ${origin}` : `${origin} · ${place}`;
}

function Badge({ connection, refused }: { connection: Connection; refused: number }) {
  const status = connectionStatus(connection);
  if (refused > 0) return <span class="tag tag-error">HTTP {refused}</span>;
  if (connection.close) {
    const tone = endedBadly(connection) ? 'error' : 'muted';
    return <span class={`tag tag-${tone}`}>{connection.close.code}</span>;
  }
  if (status.shape !== 'open') {
    const tone = status.shape === 'failed' ? 'error' : 'muted';
    const word = connection.constructError
      ? t('connections.threw')
      : connection.tornDown
        ? t(tornDownKeys(connection).badge)
        : status.word;
    return <span class={`tag tag-${tone}`}>{word}</span>;
  }
  if (!connection.protocol) return null;
  return <span class="tag tag-muted connection-extra">{visibleLine(connection.protocol, 40)}</span>;
}

function Traffic({ connection, bytes }: { connection: Connection; bytes: boolean }) {
  const { sent, received } = connection;
  return (
    <span class="traffic">
      <span class="sent">
        <span aria-hidden="true">↑</span>
        <span class="visually-hidden">{t('connections.sent')}</span> {formatCount(sent.messages)}
      </span>
      {bytes && <span class="traffic-bytes"> {formatBytes(sent.bytes)}</span>}{' '}
      <span class="received">
        <span aria-hidden="true">↓</span>
        <span class="visually-hidden">{t('connections.received')}</span>{' '}
        {formatCount(received.messages)}
      </span>
      {bytes && <span class="traffic-bytes"> {formatBytes(received.bytes)}</span>}
    </span>
  );
}
