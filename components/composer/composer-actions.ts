import type { TemplateSources } from '../../lib/control/expand-template.ts';
import { recentTexts } from '../../lib/control/recent-texts.ts';
import { TransmitRun } from '../../lib/control/transmit-run.ts';
import { t } from '../../lib/i18n/translate.ts';
import { addToHistory, type StoredDraft } from '../../lib/panel/drafts.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { Replay, type ReplayOptions } from '../../lib/panel/replay.ts';
import { utf8Length } from '../../lib/session/utf8-length.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { inputFormat } from './codecs.ts';
import { type Draft, type Prepared, prepareMessage } from './prepare-message.ts';

/** To the server, or to the page. */
export type Way = 'send' | 'deliver';

/** What is written now. */
export function currentDraft(ui: PanelUi): Draft {
  return {
    format: ui.draftFormat.value,
    text: ui.draft.value,
    variables: ui.composer.variables.value,
  };
}

/** Makes the message of the draft as it would be sent on a connection. */
export function prepareFor(model: PanelModel, ui: PanelUi, key: number, draft: Draft): Prepared {
  const sources: TemplateSources = {
    time: Date.now(),
    count: ui.composer.count.value,
    uuid: () => crypto.randomUUID(),
    random: Math.random,
    texts: (direction) => recentTexts(model.log, key, direction),
  };
  return prepareMessage(draft, sources);
}

/** Runs something that may fail, and tells in the composer how it went. */
export async function attempt(
  ui: PanelUi,
  done: () => string,
  action: () => Promise<unknown>,
): Promise<boolean> {
  ui.composer.outcome.value = null;
  try {
    await action();
    ui.composer.outcome.value = { tone: 'info', text: done() };
    return true;
  } catch (error) {
    ui.composer.outcome.value = { tone: 'error', text: (error as Error).message };
    return false;
  }
}

/** Sends or delivers the draft, as often as is set, and keeps it in the history. */
export function transmitDraft(model: PanelModel, ui: PanelUi, key: number, way: Way): void {
  const { composer } = ui;
  const draft = currentDraft(ui);
  const one = async (): Promise<number> => {
    const prepared = prepareFor(model, ui, key, draft);
    if (!prepared.ok) throw new Error(prepared.error);
    if (prepared.expanded) composer.count.value += 1;
    const { data } = prepared;
    await model[way](key, data);
    return typeof data === 'string' ? utf8Length(data) : data.length;
  };
  model.preferences.composerHistory.value = addToHistory(
    model.preferences.composerHistory.value,
    draft,
  );
  const total = composer.times.value;
  if (total === 1) {
    let size = 0;
    const done = way === 'send' ? 'composer.sent' : 'composer.delivered';
    void attempt(
      ui,
      () => t(done, { size: formatBytes(size) }),
      async () => {
        size = await one();
      },
    );
    return;
  }
  const every = composer.every.value;
  startRun(ui, () => ({
    replay: null,
    run: new TransmitRun(
      {
        total,
        dueAt: (index) => (every === 0 ? null : index * every),
        transmit: async () => void (await one()),
      },
      model.clock,
    ),
  }));
}

/** Starts a replay in the place of what runs or ran before. */
export function startReplay(model: PanelModel, ui: PanelUi, options: ReplayOptions): void {
  startRun(ui, () => {
    const replay = new Replay(model, options);
    return { replay, run: replay.run };
  });
}

/** Takes a stored message into the composer. */
export function takeDraft(ui: PanelUi, draft: StoredDraft): void {
  ui.draftFormat.value = inputFormat(draft.format);
  ui.draft.value = draft.text;
  ui.composer.variables.value = draft.variables;
  ui.composerOpen.value = true;
  // The editor may be drawn only now.
  requestAnimationFrame(() => ui.targets.draft?.focus());
}

function startRun(
  ui: PanelUi,
  start: () => NonNullable<PanelUi['composer']['run']['value']>,
): void {
  const { composer } = ui;
  composer.run.value?.replay?.dispose();
  composer.run.value?.run.stop();
  composer.outcome.value = null;
  composer.run.value = start();
}
