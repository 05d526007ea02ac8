import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection, Traffic } from '../../lib/session/types.ts';
import { readyStateName } from '../../lib/websocket/ready-state.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { connectionAge, connectionStatus } from '../connections/connection-text.ts';
import { useClock } from '../connections/use-clock.ts';
import { formatAmount, formatBytes } from '../format/numbers.ts';
import { formatAge, formatDuration, formatMoment } from '../format/times.ts';
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
        <p>This connection is not known any more.</p>
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
        <CopyButton label="Copy URL" ui={props.ui} text={() => connection.url} />
      </div>
      <dl class="facts facts-column">
        <Fact name="URL" text={connection.url} limit={URL_LIMIT} />
        <Fact name="Frame" text={frameText(connection)} />
        <Fact name="readyState">
          {connection.state} {readyStateName(connection.state)}
        </Fact>
        {connection.constructError && (
          <Fact
            name="Threw"
            text={`${connection.constructError.name}: ${connection.constructError.message}`}
          />
        )}
        <Fact
          name="Asked for"
          text={connection.protocols.slice(0, 100).join(', ') || 'no subprotocol'}
        />
        <Fact name="Negotiated" text={connection.protocol} />
        <Fact name="Extensions" text={connection.extensions} />
        <Fact name="binaryType" text={connection.binaryType} />
        <Times connection={connection} />
        {age !== null && <Fact name={alive ? 'Age' : 'Lived'}>{formatAge(age)}</Fact>}
        {connection.close && <CloseFacts close={connection.close} />}
        <Fact name="↑ Sent">{traffic(connection.sent)}</Fact>
        <Fact name="↓ Received">{traffic(connection.received)}</Fact>
        {connection.missing > 0 && (
          <Fact name="Left out">{formatAmount(connection.missing, 'message')}</Fact>
        )}
        <Fact name="bufferedAmount">
          {formatBytes(connection.bufferedAmount)}
          <span class="facts-note"> {bufferedText(connection)}</span>
        </Fact>
        <Fact name="Call stack" text={connection.stack} lines />
      </dl>
    </>
  );
}

function Times({ connection }: { connection: Connection }) {
  const { constructedAt, openedAt, closedAt } = connection;
  return (
    <>
      {constructedAt !== null && <Fact name="Constructed">{formatMoment(constructedAt)}</Fact>}
      {openedAt !== null && (
        <Fact name="Opened">
          {formatMoment(openedAt)}
          {constructedAt !== null && (
            <span class="facts-note"> after {formatDuration(openedAt - constructedAt)}</span>
          )}
        </Fact>
      )}
      {closedAt !== null && <Fact name="Closed">{formatMoment(closedAt)}</Fact>}
    </>
  );
}

/** How `bufferedAmount` rose and fell, the last changes of it. */
function bufferedText({ buffered }: Connection): string {
  const [first] = buffered;
  if (!first) return '';
  const steps = buffered
    .slice(-BUFFERED_STEPS)
    .map(({ time, bytes }) => `${formatBytes(bytes)} after ${formatDuration(time - first.time)}`);
  return `since ${formatMoment(first.time)}: ${steps.join(', ')}`;
}

function frameText(connection: Connection): string {
  const name = connection.frameId === 0 ? 'top' : `frame ${connection.frameId}`;
  return connection.frameUrl ? `${name} · ${connection.frameUrl}` : name;
}

function traffic({ messages, bytes }: Traffic): string {
  return `${formatAmount(messages, 'message')}, ${formatBytes(bytes)}`;
}
