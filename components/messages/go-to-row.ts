import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { inSlices, type Work } from '../../lib/reading/slices.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Selects a row and brings it into view, unless a filter hides it. */
export function goToRow(model: PanelModel, ui: PanelUi, row: number): void {
  // It may have left the log since it was looked for.
  if (row < model.log.range().first) return;
  const { selectedConnection } = model;
  const isOfAnother = selectedConnection.value !== model.log.connection(row);
  if (selectedConnection.value !== null && isOfAnother) selectedConnection.value = null;
  model.following.value = false;
  model.selectedRow.value = row;
  ui.wanted.value = row;
}

/** Goes to the row that work finds, or says that there is none. */
export async function goToFound(
  model: PanelModel,
  ui: PanelUi,
  work: Work<number | null>,
): Promise<void> {
  ui.search.current.abort();
  const search = new AbortController();
  ui.search.current = search;
  const row = await inSlices(work, search.signal).catch((error: unknown) => {
    if (!search.signal.aborted) throw error;
    return undefined;
  });
  if (row === undefined) return;
  if (row === null) ui.notice.value = { tone: 'info', text: t('messages.notFound') };
  else goToRow(model, ui, row);
}
