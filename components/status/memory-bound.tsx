import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { MEMORY_BOUNDS } from '../../lib/session/types.ts';
import { formatBytes } from '../format/numbers.ts';

/** What the log weighs, and the choice of what it may weigh. */
export function MemoryBound({ model }: { model: PanelModel }) {
  const bound = model.preferences.memoryBound.value;
  return (
    <label class="memory-bound" title={t('status.memoryHint')}>
      <span class="memory-weight">
        {t('status.logWeighs', { bytes: formatBytes(model.memory.value) })}
      </span>
      <select
        class="memory-select"
        aria-label={t('status.memory')}
        value={bound}
        onChange={(event) => {
          model.preferences.memoryBound.value = Number(event.currentTarget.value);
        }}
      >
        {MEMORY_BOUNDS.map((each) => (
          <option key={each} value={each}>
            {formatBytes(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
