import { useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { MenuItem } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { exportRules, importRules } from './rules-file.ts';

/** Takes rules to a file and back. */
export function RulesMenuButton({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const input = useRef<HTMLInputElement>(null);
  const label = t('rules.more');
  const items = (): readonly MenuItem[] => [
    { label: t('rules.import'), run: () => input.current?.click() },
    {
      label: t('rules.export'),
      whyNot: model.rules.rules.value.length === 0 ? t('rules.noneChosen') : '',
      run: () => exportRules(ui, model.rules.rules.value),
    },
  ];
  return (
    <>
      <button
        type="button"
        class="button"
        aria-haspopup="menu"
        onClick={({ currentTarget }) => {
          const { left, bottom } = currentTarget.getBoundingClientRect();
          ui.menu.value = { label, x: left, y: bottom, items };
        }}
      >
        {label}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        aria-label={t('rules.import')}
        onChange={(event) => {
          const { currentTarget } = event;
          const [file] = currentTarget.files ?? [];
          if (!file) return;
          void importRules(model, ui, file).finally(() => {
            // So that the same file can be chosen again.
            currentTarget.value = '';
          });
        }}
      />
    </>
  );
}
