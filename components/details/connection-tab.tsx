import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { WorkerInfo } from '../../lib/protocol/commands.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection, Traffic } from '../../lib/session/types.ts';
import { readyStateName } from '../../lib/websocket/ready-state.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { connectionAge, connectionStatus, isReadOnly } from '../connections/connection-text.ts';
import { useClock } from '../connections/use-clock.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatAge, formatClock, formatDuration, formatMoment } from '../format/times.ts';
import { Overview } from '../overview/overview.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { CloseFacts } from './close-facts.tsx';
import { Fact } from './fact.tsx';

const URL_LIMIT = 20_000;
const BUFFERED_STEPS = 8;

/** Everything that is known of a connection. */
export function ConnectionTab(props: { model: PanelModel; ui: PanelUi; connectionKey: number }) {
  // Connections change in place; the version says when.
  void props.model.version.value;
  const connection = props.model.connection(props.connectionKey);
  const alive = connection !== undefined && connection.closedAt === null && !connection.tornDown;
  const now = useClock(alive);
  if (!connection)
    return (
      <div class="empty">
        <p>{t('details.unknownConnection')}</p>
      </div>
    );
  const status = connectionStatus(connection);
  const age = connectionAge(connection, now);
  return (
    <>
      <div class="view-bar">
        <span class="connection-word">
          <i class={`state state-${status.shape}`} aria-hidden="true" /> {status.word}
        </span>
        <CopyButton label={t('details.copyUrl')} ui={props.ui} text={() => connection.url} />
      </div>
      <Overview model={props.model} connection={connection} now={now} />
      <dl class="facts facts-column">
        <Fact name={t('details.url')} text={connection.url} limit={URL_LIMIT} />
        {connection.api === 'WebSocketStream' && (
          <Fact name={t('details.api')}>WebSocketStream</Fact>
        )}
        {connection.worker && (
          <Fact name={t('details.workerName')} text={workerText(connection.worker)} />
        )}
        {connection.worker && connection.source === 'hook' && (
          <Fact name={t('details.capture')}>{t('details.captureWorker')}</Fact>
        )}
        {isReadOnly(connection) ? (
          <Fact name={t('details.capture')}>{t('details.captureNetworkLog')}</Fact>
        ) : (
          <Fact name={t('details.frameName')} text={frameText(connection)} />
        )}
        <Fact name="readyState">
          {connection.state} {readyStateName(connection.state)}
        </Fact>
        {connection.constructError && (
          <Fact
            name={t('details.threw')}
            text={`${connection.constructError.name}: ${connection.constructError.message}`}
          />
        )}
        <Fact
          name={t('details.askedFor')}
          text={connection.protocols.slice(0, 100).join(', ') || t('details.noSubprotocol')}
        />
        <Fact name={t('details.negotiated')} text={connection.protocol} />
        <Fact name={t('details.extensions')} text={connection.extensions} />
        {hasMembers(connection) && <Fact name="binaryType" text={connection.binaryType} />}
        <Times connection={connection} />
        {age !== null && (
          <Fact name={t(alive ? 'details.age' : 'details.lived')}>
            {alive ? formatAge(age) : formatDuration(age)}
          </Fact>
        )}
        {connection.close && <CloseFacts close={connection.close} />}
        <Fact name={`↑ ${t('details.sent')}`}>{traffic(connection.sent)}</Fact>
        <Fact name={`↓ ${t('details.received')}`}>
          {traffic(connection.received)}
          {connection.lastReceivedAt !== null && (
            <span class="facts-note">
              {' '}
              {t('details.lastAt', { time: formatClock(connection.lastReceivedAt) })}
              {alive &&
                ` (${t('details.ago', { age: formatAge(now - connection.lastReceivedAt) })})`}
            </span>
          )}
        </Fact>
        {connection.missing > 0 && (
          <Fact name={t('details.leftOut')}>
            {t('units.messages', { count: connection.missing })}
          </Fact>
        )}
        {hasMembers(connection) && (
          <Fact name="bufferedAmount">
            {formatBytes(connection.bufferedAmount)}
            <span class="facts-note"> {bufferedText(connection)}</span>
          </Fact>
        )}
        <Fact name={t('details.callStack')} text={connection.stack} lines />
      </dl>
    </>
  );
}

/** Whether `binaryType` and `bufferedAmount` of it are known, or are at all. */
function hasMembers(connection: Connection): boolean {
  return !isReadOnly(connection) && connection.api === 'WebSocket';
}

function Times({ connection }: { connection: Connection }) {
  const { constructedAt, openedAt, closedAt } = connection;
  return (
    <>
      {constructedAt !== null && (
        <Fact name={t('details.constructed')}>{formatMoment(constructedAt)}</Fact>
      )}
      {openedAt !== null && (
        <Fact name={t('details.opened')}>
          {formatMoment(openedAt)}
          {constructedAt !== null && (
            <span class="facts-note">
              {' '}
              {t('details.after', { duration: formatDuration(openedAt - constructedAt) })}
            </span>
          )}
        </Fact>
      )}
      {closedAt !== null && <Fact name={t('details.closed')}>{formatMoment(closedAt)}</Fact>}
    </>
  );
}

/** How `bufferedAmount` rose and fell, the last changes of it. */
function bufferedText({ buffered }: Connection): string {
  const [first] = buffered;
  if (!first) return '';
  const steps = buffered.slice(-BUFFERED_STEPS).map(({ time, bytes }) =>
    t('details.bufferedStep', {
      bytes: formatBytes(bytes),
      duration: formatDuration(time - first.time),
    }),
  );
  return t('details.bufferedSince', { moment: formatMoment(first.time), steps: steps.join(', ') });
}

function frameText(connection: Connection): string {
  const name =
    connection.frameId === 0
      ? t('connections.topFrame')
      : t('details.frame', { id: connection.frameId });
  return connection.frameUrl ? `${name} · ${connection.frameUrl}` : name;
}

const WORKER_SCOPES: Readonly<Record<WorkerInfo['scope'], PlainKey>> = {
  dedicated: 'details.scopeDedicated',
  shared: 'details.scopeShared',
  unknown: 'details.scopeUnknown',
};

function workerText({ scope, url, name }: WorkerInfo): string {
  const script = scope === 'unknown' ? t('details.openedBy', { url }) : url;
  return [t(WORKER_SCOPES[scope]), script, name].filter(Boolean).join(' · ');
}

function traffic({ messages, bytes }: Traffic): string {
  return `${t('units.messages', { count: messages })}, ${formatBytes(bytes)}`;
}
