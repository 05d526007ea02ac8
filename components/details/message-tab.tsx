import { useMemo, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { EventFlag, EventKind, isMessageKind } from '../../lib/protocol/events.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { copyPayload } from '../clipboard/copy-payload.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatMoment } from '../format/times.ts';
import { HexView } from '../hex/hex-view.tsx';
import { JsonTree } from '../json-tree/json-tree.tsx';
import { describeRow } from '../messages/row-view.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { LifecycleFacts } from './lifecycle-facts.tsx';
import { looksLikeJson, PARSE_UNASKED, parseJson } from './parse-json.ts';
import { NoPayload } from './payload-tabs.tsx';
import { TextView } from './text-view.tsx';
import { usePayload } from './use-payload.ts';

/** The facts of a row, and its payload in the form that tells most. */
export function MessageTab({ model, ui, row }: { model: PanelModel; ui: PanelUi; row: number }) {
  const { log } = model;
  if (!isMessageKind(log.kind(row))) return <LifecycleFacts model={model} row={row} />;
  return (
    <>
      <MessageFacts model={model} ui={ui} row={row} />
      <Payload model={model} ui={ui} row={row} />
    </>
  );
}

function MessageFacts({ model, ui, row }: { model: PanelModel; ui: PanelUi; row: number }) {
  void model.version.value;
  const { log } = model;
  const view = describeRow(log, row);
  const flags = log.flags(row);
  const sent = view.direction === 'sent';
  return (
    <div class="facts-bar">
      <dl class="facts">
        <dt class={view.direction}>
          {sent ? `↑ ${t('details.sent')}` : `↓ ${t('details.received')}`}
        </dt>
        <dd>{formatMoment(log.time(row))}</dd>
        <dt>{t('details.size')}</dt>
        <dd>
          {formatBytes(log.byteLength(row))} {view.label}
          {flags & EventFlag.FromBlob ? ` ${t('details.fromBlob')}` : ''}
          {flags & EventFlag.FromView ? ` ${t('details.fromView')}` : ''}
        </dd>
        {sent && log.kind(row) === EventKind.Send && (
          <>
            <dt>bufferedAmount</dt>
            <dd>
              {formatBytes(log.bufferedBefore(row))} → {formatBytes(log.bufferedAfter(row))}
            </dd>
          </>
        )}
        {view.tags.length > 0 && (
          <>
            <dt>{t('details.marks')}</dt>
            <dd>
              {view.tags.map((tag) => (
                <span key={tag.text} class={`tag tag-${tag.tone}`}>
                  {tag.text}
                </span>
              ))}
              {(flags & EventFlag.Discarded) !== 0 && (
                <span class="facts-note"> {t('details.discardedHint')}</span>
              )}
            </dd>
          </>
        )}
      </dl>
      <button
        type="button"
        class="button button-quiet"
        onClick={() => void copyPayload(model, row, ui)}
      >
        {t('details.copy')}
      </button>
    </div>
  );
}

function Payload({ model, ui, row }: { model: PanelModel; ui: PanelUi; row: number }) {
  const payload = usePayload(model, row);
  if (payload.state !== 'ready') return <NoPayload payload={payload} />;
  const { data } = payload;
  if (typeof data === 'string')
    return <TextPayload text={data} byteLength={model.log.byteLength(row)} ui={ui} />;
  if (data.length === 0)
    return (
      <div class="empty">
        <p>{t('details.empty')}</p>
      </div>
    );
  return <HexView bytes={data} />;
}

function TextPayload(props: { text: string; byteLength: number; ui: PanelUi }) {
  const { text, byteLength } = props;
  const [asked, setAsked] = useState(false);
  const small = byteLength <= PARSE_UNASKED;
  const value = useMemo(() => (small || asked ? parseJson(text) : undefined), [text, small, asked]);
  if (value !== undefined) return <JsonTree value={value} ui={props.ui} />;
  return (
    <>
      {!small && looksLikeJson(text) && (
        <div class="view-bar">
          {asked ? (
            <span>{t('details.notJson')}</span>
          ) : (
            <button type="button" class="button" onClick={() => setAsked(true)}>
              {t('details.parse', { size: formatBytes(byteLength) })}
            </button>
          )}
          <span>{t('units.characters', { count: text.length })}</span>
        </div>
      )}
      <TextView text={text} />
    </>
  );
}
