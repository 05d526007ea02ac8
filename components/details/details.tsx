import { t } from '../../lib/i18n/translate.ts';
import { isMessageKind } from '../../lib/protocol/events.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { FindBar } from '../find/find-bar.tsx';
import { type Find, step } from '../find/find-state.ts';
import type { DetailsTab, PanelUi } from '../panel/panel-ui.ts';
import {
  LazyCompare,
  LazyConnection,
  LazyHandshake,
  LazyPayload,
  LazyWireFrame,
} from './lazy-views.ts';
import { MessageTab } from './message-tab.tsx';
import { TabBar } from './tab-bar.tsx';
import './details.css';

/** What is selected, in full. */
export function Details({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const row = model.selectedRow.value;
  const key = row === null ? model.selectedConnection.value : model.log.connection(row);
  // Where no row is selected there is a connection to look at, at most.
  const tab =
    row === null && key !== null && ui.tab.value !== 'handshake' ? 'connection' : ui.tab.value;
  return (
    <section
      class="details"
      aria-label={t('details.title')}
      onKeyDown={(event) => isSearchable(model, tab, row) && onFindKey(event, ui.find)}
    >
      <TabBar ui={ui} tab={tab} />
      {ui.find.open.value && isSearchable(model, tab, row) && (
        <FindBar find={ui.find} leave={() => ui.targets.details?.focus()} />
      )}
      <div
        ref={(element) => {
          ui.targets.details = element;
        }}
        id="details-view"
        class="details-view"
        role="tabpanel"
        aria-labelledby={`tab-${tab}`}
        tabIndex={0}
      >
        <View model={model} ui={ui} tab={tab} row={row} connection={key} />
      </div>
    </section>
  );
}

/** Whether there is a payload in view to find something in. */
function isSearchable(model: PanelModel, tab: DetailsTab, row: number | null): boolean {
  const isPayload = tab === 'message' || tab === 'text' || tab === 'hex';
  return row !== null && isPayload && isMessageKind(model.log.kind(row));
}

/** Ctrl+F here finds inside the message, not in the list; F3 or Ctrl+G goes on to the next match. */
function onFindKey(event: KeyboardEvent, find: Find): void {
  const command = (event.ctrlKey || event.metaKey) && !event.altKey;
  const key = event.key.toLowerCase();
  if (command && key === 'f' && !event.shiftKey) {
    find.open.value = true;
    find.field?.focus();
    find.field?.select();
  } else if (find.open.value && (event.key === 'F3' || (command && key === 'g')))
    step(find, event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

function View(props: {
  model: PanelModel;
  ui: PanelUi;
  tab: DetailsTab;
  row: number | null;
  connection: number | null;
}) {
  const { model, ui, tab, row } = props;
  if (tab === 'connection' && props.connection)
    return <LazyConnection model={model} ui={ui} connectionKey={props.connection} />;
  if (tab === 'handshake' && props.connection)
    return (
      <LazyHandshake
        key={props.connection}
        model={model}
        ui={ui}
        connectionKey={props.connection}
      />
    );
  if (row === null)
    return (
      <div class="empty">
        <h2>{t('details.nothingSelected')}</h2>
        <p>{t('details.nothingSelectedHint')}</p>
      </div>
    );
  if (tab === 'connection' || tab === 'handshake')
    return (
      <div class="empty">
        <p>{t('details.noConnection')}</p>
      </div>
    );
  if (tab === 'message') return <MessageTab key={row} model={model} ui={ui} row={row} />;
  if (!isMessageKind(model.log.kind(row)))
    return (
      <div class="empty">
        <p>{t('details.noMessage')}</p>
      </div>
    );
  if (tab === 'compare') return <LazyCompare key={row} model={model} ui={ui} row={row} />;
  return (
    <>
      {tab === 'hex' && <LazyWireFrame model={model} row={row} />}
      <LazyPayload key={row} model={model} ui={ui} row={row} form={tab} />
    </>
  );
}
