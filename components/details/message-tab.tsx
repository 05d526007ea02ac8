import { t } from '../../lib/i18n/translate.ts';
import { EventFlag, EventKind, isMessageKind } from '../../lib/protocol/events.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { copyPayload } from '../clipboard/copy-payload.ts';
import { formatBytes } from '../format/numbers.ts';
import { formatMoment } from '../format/times.ts';
import { describeRow } from '../messages/row-view.ts';
import { LazyRowRules } from '../rules/lazy-rules.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { LazyLifecycle, LazyPayload } from './lazy-views.ts';

/** The facts of a row, and its payload in the form that tells most. */
export function MessageTab({ model, ui, row }: { model: PanelModel; ui: PanelUi; row: number }) {
  const { log } = model;
  if (!isMessageKind(log.kind(row))) return <LazyLifecycle model={model} row={row} />;
  return (
    <>
      <MessageFacts model={model} ui={ui} row={row} />
      {hasRules(model) && <LazyRowRules key={row} model={model} ui={ui} row={row} />}
      <LazyPayload model={model} ui={ui} row={row} form="message" />
    </>
  );
}

/** Whether rules may have done something to a message. */
function hasRules({ rules }: PanelModel): boolean {
  return rules.rules.value.length > 0;
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
      <button type="button" class="button button-quiet" onClick={() => void save(model, row, ui)}>
        {t('details.save')}
      </button>
    </div>
  );
}

/** What a file is called and of which type is found out by code that few need. */
async function save(model: PanelModel, row: number, ui: PanelUi): Promise<void> {
  const { savePayload } = await import('./save-payload.ts');
  savePayload(model, row, ui);
}
