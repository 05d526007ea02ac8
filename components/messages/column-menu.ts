import { t } from '../../lib/i18n/translate.ts';
import { isPathColumn, moveColumn, removeColumn, setColumn } from '../../lib/panel/columns.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { type Preferences, resetPreferences, TIME_STYLES } from '../../lib/panel/preferences.ts';
import type { MenuItem } from '../menu/menu-state.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { afterLongestPause, largestMessage } from './find-row.ts';
import { goToFound } from './go-to-row.ts';
import { columnName, type LaidOutColumn, TIME_LABELS } from './columns.ts';

/** Opens the menu of a column: what it says, where it stands, and which others there are. */
export function openColumnMenu(
  model: PanelModel,
  ui: PanelUi,
  columns: readonly LaidOutColumn[],
  id: string,
  place: { x: number; y: number },
): void {
  const { preferences } = model;
  const at = columns.findIndex((column) => column.id === id);
  const items = (): MenuItem[] => [
    ...findItems(model, ui, id),
    ...TIME_STYLES.filter(() => id === 'time').map((style) => ({
      label: t(style === 'clock' ? 'messages.clock' : TIME_LABELS[style]),
      radio: true,
      checked: preferences.timeStyle.value === style,
      run: () => {
        preferences.timeStyle.value = style;
      },
    })),
    ...(id === 'time' ? (['separator'] as const) : []),
    {
      label: t('messages.moveLeft'),
      keys: 'Alt+←',
      whyNot: at === 0 ? t('messages.isFirst') : '',
      run: () => moveDrawn(preferences, columns, at, -1),
    },
    {
      label: t('messages.moveRight'),
      keys: 'Alt+→',
      whyNot: at === columns.length - 1 ? t('messages.isLast') : '',
      run: () => moveDrawn(preferences, columns, at, 1),
    },
    {
      label: t('messages.ownWidth'),
      run: () => setColumn(preferences, id, { width: null }),
    },
    isPathColumn(id)
      ? { label: t('messages.removeColumn'), run: () => removeColumn(preferences, id) }
      : {
          label: t('messages.hideColumn'),
          whyNot: columns.length === 1 ? t('messages.isOnly') : '',
          run: () => setColumn(preferences, id, { shown: false }),
        },
    'separator',
    ...preferences.columns.value.map((column) => ({
      label: columnName(column.id, preferences),
      checked: column.shown,
      whyNot: column.shown && countShown(preferences) === 1 ? t('messages.isOnly') : '',
      run: () => setColumn(preferences, column.id, { shown: !column.shown }),
    })),
    'separator',
    {
      label: t('messages.resetColumns'),
      run: () => resetPreferences(preferences, ['columns', 'timeStyle']),
    },
  ];
  ui.menu.value = { label: t('messages.columns'), ...place, items };
}

/** The rows that a column leads to. */
function findItems(model: PanelModel, ui: PanelUi, id: string): MenuItem[] {
  if (id === 'size')
    return [
      {
        label: t('messages.largest'),
        run: () => void goToFound(model, ui, largestMessage(model)),
      },
      'separator',
    ];
  if (id !== 'delta') return [];
  return [
    {
      label: t('messages.longestPause'),
      run: () => void goToFound(model, ui, afterLongestPause(model)),
    },
    'separator',
  ];
}

function countShown(preferences: Preferences): number {
  return preferences.columns.value.filter(({ shown }) => shown).length;
}

/** Moves a column by one place among those that are drawn. */
export function moveDrawn(
  preferences: Preferences,
  columns: readonly LaidOutColumn[],
  at: number,
  step: number,
): void {
  const column = columns[at];
  const other = columns[at + step];
  if (!column || !other) return;
  moveColumn(preferences, column.id, step < 0 ? other.id : (columns[at + 2]?.id ?? null));
}
