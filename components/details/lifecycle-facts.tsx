import { t } from '../../lib/i18n/translate.ts';
import { type CloseDetail, type ConstructDetail, EventKind } from '../../lib/protocol/events.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { type GapDetail, SessionKind } from '../../lib/session/types.ts';
import { connectionName } from '../connections/connection-text.ts';
import { formatMoment } from '../format/times.ts';
import { refusedAt } from '../connections/handshake-status.ts';
import { describeRow } from '../messages/row-view.ts';
import { CloseFacts } from './close-facts.tsx';
import { Fact } from './fact.tsx';

const URL_LIMIT = 20_000;
const GAP_CONNECTIONS = 50;

/** The facts of a row that carries no message. */
export function LifecycleFacts({ model, row }: { model: PanelModel; row: number }) {
  void model.version.value;
  const { log } = model;
  const kind = log.kind(row);
  const view = describeRow(log, row);
  const detail = log.detail(row);
  const refused = refusedAt(model, row);
  return (
    <dl class="facts facts-column">
      <Fact name={t('details.event')}>
        {kind === SessionKind.Gap ? t('details.gapEvent') : view.label}
      </Fact>
      <Fact name={t('details.time')}>{formatMoment(log.time(row))}</Fact>
      {refused && (
        <Fact name={t('handshake.status')}>
          <strong class="fact-error">{refused}</strong>
        </Fact>
      )}
      {kind === EventKind.Close && detail !== undefined ? (
        <CloseFacts close={detail as CloseDetail} />
      ) : (
        <Fact name={t('details.what')}>{view.data}</Fact>
      )}
      {view.tags.length > 0 && (
        <Fact name={t('details.marks')}>
          {view.tags.map((tag) => (
            <span key={tag.text} class={`tag tag-${tag.tone}`}>
              {tag.text}
            </span>
          ))}
        </Fact>
      )}
      {(kind === EventKind.Construct || kind === EventKind.ConstructFailed) && (
        <>
          <Fact
            name={t('details.url')}
            text={(detail as ConstructDetail | undefined)?.url}
            limit={URL_LIMIT}
          />
          <Fact
            name={t('details.callStack')}
            text={(detail as ConstructDetail | undefined)?.stack}
            lines
          />
        </>
      )}
      {kind === SessionKind.Gap && (
        <GapFacts model={model} detail={detail as GapDetail | undefined} />
      )}
    </dl>
  );
}

function GapFacts({ model, detail }: { model: PanelModel; detail: GapDetail | undefined }) {
  const connections = [...(detail?.connections ?? [])]
    .filter(([, messages]) => messages > 0)
    .slice(0, GAP_CONNECTIONS);
  if (connections.length === 0) return null;
  return (
    <>
      {connections.map(([key, messages]) => (
        <Fact key={key} name={connectionName(model.connection(key)?.url ?? '')}>
          {t('units.messages', { count: messages })}
        </Fact>
      ))}
    </>
  );
}
