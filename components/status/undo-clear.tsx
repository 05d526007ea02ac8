import { useEffect } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { undoClear } from '../toolbar/clear-log.ts';

/** Milliseconds for which what was cleared is kept: its memory is wanted. */
const KEPT = 30_000;

/** Brings back what was cleared, as long as it is there. */
export function UndoClear({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const isKept = model.canUndoClear.value;
  const clearing = ui.clearings.value;
  useEffect(() => {
    if (!isKept) return;
    const timer = setTimeout(() => model.forgetCleared(), KEPT);
    return () => clearTimeout(timer);
  }, [model, isKept, clearing]);
  if (!isKept) return null;
  return (
    <button
      type="button"
      class="undo-clear"
      title={t('status.undoClearHint')}
      onClick={() => undoClear(model, ui)}
    >
      {t('status.undoClear')}
    </button>
  );
}
