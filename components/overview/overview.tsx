import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { Attempts } from './attempts.tsx';
import { stateSpans } from './state-spans.ts';
import { StateStrip } from './state-strip.tsx';
import { TrafficFacts } from './traffic-facts.tsx';
import './overview.css';

/** How a connection went over time: its states, the attempts that it is one of, its traffic. */
export function Overview(props: { model: PanelModel; connection: Connection; now: number }) {
  const { model, connection, now } = props;
  const lineage = model.lineages.of(connection.key);
  const alone = { connection, previous: null, next: null };
  return (
    <div class="overview">
      {lineage && lineage.count > 1 ? (
        <Attempts model={model} lineage={lineage} connectionKey={connection.key} now={now} />
      ) : (
        <StateStrip spans={stateSpans([alone], now)} />
      )}
      <TrafficFacts key={connection.key} model={model} connection={connection} now={now} />
    </div>
  );
}
