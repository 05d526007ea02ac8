import { labelOf } from '../../lib/decoders/registry.ts';
import { t } from '../../lib/i18n/translate.ts';
import { appendToFilter, replaceInFilter } from '../../lib/panel/filter-text.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { EventKind, isMessageKind } from '../../lib/protocol/events.ts';
import { printTerm } from '../../lib/query/print-filter.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { copyRows } from '../clipboard/copy-rows.ts';
import { editSelected, whyNotEditable, whyNotReplayable } from '../composer/row-actions.ts';
import type { MenuItem } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { proposeRule } from '../rules/propose-rule.ts';
import { exportFileName, saveFile } from '../toolbar/export-file.ts';
import { selectedRows } from './selection.ts';

/** Longer labels name nothing that one would look for. */
const LABEL_LIMIT = 200;
const SHOWN_LABEL = 40;

/** Opens the menu of the selected rows. */
export function openRowMenu(model: PanelModel, ui: PanelUi, place: { x: number; y: number }): void {
  const rows = selectedRows(model, ui);
  const [row] = rows;
  if (row === undefined) return;
  const many = rows.length > 1;
  const onlyOne = many ? t('messages.onlyOne') : '';
  const copy = (format: Parameters<typeof copyRows>[3]) => void copyRows(model, ui, rows, format);
  const items = (): MenuItem[] => [
    {
      label: many ? t('messages.copyPayloads', { count: rows.length }) : t('messages.copyPayload'),
      keys: 'Ctrl+C',
      run: () => copy('payloads'),
    },
    { label: t('messages.copyJsonLines'), run: () => copy('jsonLines') },
    { label: t('messages.copyTable'), run: () => copy('table') },
    'separator',
    {
      label: t('composer.replay'),
      whyNot: onlyOne || whyNotReplayable(model),
      run: () => void replay(model, ui, row),
    },
    {
      label: t('composer.replayMany'),
      run: () => {
        ui.composer.form.value = 'replay';
      },
    },
    {
      label: t('composer.edit'),
      whyNot: onlyOne || whyNotEditable(model),
      run: () => editSelected(model, ui),
    },
    {
      label: t('messages.makeRule'),
      whyNot: onlyOne || whyNotEditable(model),
      run: () => proposeRule(model, ui),
    },
    'separator',
    ...filterItems(model, model.selectedRow.value ?? row),
    'separator',
    { label: t('messages.exportSelected'), run: () => exportRows(model, ui, rows) },
    {
      label: t('status.toNewestHint'),
      keys: 'End',
      run: () => {
        model.following.value = true;
      },
    },
  ];
  ui.menu.value = { label: t('messages.menu'), ...place, items };
}

/** What the list can be narrowed to by a row. */
function filterItems(model: PanelModel, row: number): MenuItem[] {
  const { log } = model;
  const key = log.connection(row);
  const kind = log.kind(row);
  const noConnection = key ? '' : t('details.noConnection');
  const items: MenuItem[] = [
    {
      label: t('messages.onlyConnection'),
      whyNot: noConnection,
      run: () => {
        model.selectedConnection.value = key;
      },
    },
    {
      label: t('messages.hideConnection'),
      whyNot: noConnection,
      run: () => hideConnection(model, key),
    },
  ];
  if (!isMessageKind(kind)) return items;
  const received = kind === EventKind.Receive;
  items.push({
    label: t(received ? 'messages.onlyReceived' : 'messages.onlySent'),
    run: () => replaceInFilter(model, 'dir', received ? 'dir:receive' : 'dir:send'),
  });
  const payload = log.payload(row);
  const label = payload.state === 'ready' ? labelOf(payload.data) : undefined;
  if (label !== undefined && label.length <= LABEL_LIMIT)
    items.push({
      label: t('messages.onlyLabel', { label: visibleLine(label, SHOWN_LABEL) }),
      run: () => {
        const values = [{ type: 'words' as const, text: label }];
        replaceInFilter(model, 'event', printTerm({ type: 'event', values }));
      },
    });
  return items;
}

/** Takes the rows of a connection out of the list, by the filter. */
export function hideConnection(model: PanelModel, key: number): void {
  if (model.selectedConnection.value === key) model.selectedConnection.value = null;
  appendToFilter(model, `-conn:${key}`);
}

async function replay(model: PanelModel, ui: PanelUi, row: number): Promise<void> {
  try {
    await model.replay(row);
    ui.notice.value = { tone: 'info', text: t('composer.replayed') };
  } catch (error) {
    ui.notice.value = { tone: 'error', text: (error as Error).message };
  }
}

function exportRows(model: PanelModel, ui: PanelUi, rows: readonly number[]): void {
  const name = exportFileName(new Date());
  try {
    saveFile(name, model.exportHar(rows));
    ui.notice.value = { tone: 'info', text: t('toolbar.exported', { name }) };
  } catch (error) {
    const why = (error as Error).message;
    ui.notice.value = { tone: 'error', text: t('toolbar.notExported', { why }) };
  }
}
