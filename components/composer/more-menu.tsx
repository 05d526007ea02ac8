import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { MenuItem } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { attempt } from './composer-actions.ts';
import type { ComposerForm } from './composer-state.ts';
import { editSelected, whyNotEditable, whyNotReplayable } from './row-actions.ts';
import { composerTarget, whyNotClosable, whyNotEndable } from './target.ts';
import { tidyJson } from './tidy-json.ts';

/** What is done less often, and in a narrow panel all that is done with the selected message. */
export function MoreMenu({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const label = t('composer.more');
  return (
    <button
      type="button"
      class="button"
      aria-haspopup="menu"
      title={t('composer.moreHint')}
      onClick={({ currentTarget }) => {
        const { left, top } = currentTarget.getBoundingClientRect();
        ui.menu.value = { label, x: left, y: top, above: true, items: () => items(model, ui) };
      }}
    >
      {label}
    </button>
  );
}

function items(model: PanelModel, ui: PanelUi): readonly MenuItem[] {
  const row = model.selectedRow.value;
  const tidy = ui.draftFormat.value === 'json' ? tidyJson(ui.draft.value) : null;
  const openForm = (form: ComposerForm) => () => {
    ui.composer.form.value = form;
  };
  return [
    {
      label: t('composer.replayOne'),
      whyNot: whyNotReplayable(model),
      run: () => {
        if (row === null) return;
        void attempt(
          ui,
          () => t('composer.replayed'),
          () => model.replay(row),
        );
      },
    },
    {
      label: t('composer.editOne'),
      whyNot: whyNotEditable(model),
      run: () => editSelected(model, ui),
    },
    { label: t('composer.replayMany'), run: openForm('replay') },
    'separator',
    {
      label: t('composer.tidy'),
      whyNot: tidy === null ? t('composer.tidyHint') : '',
      run: () => {
        if (tidy !== null) ui.draft.value = tidy;
      },
    },
    'separator',
    {
      label: t('composer.close'),
      whyNot: whyNotClosable(composerTarget(model)),
      run: openForm('close'),
    },
    {
      label: t('composer.end'),
      whyNot: whyNotEndable(composerTarget(model)),
      run: openForm('end'),
    },
    { label: t('composer.open'), run: openForm('open') },
  ];
}
