import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { MEMORY_BOUNDS } from '../../lib/session/types.ts';
import { formatBytes } from '../format/numbers.ts';

/** What the log weighs, and the choice of what it may weigh. */
export function MemoryBound({ model }: { model: PanelModel }) {
  const bound = model.preferences.memoryBound.value;
  return (
    <label
      class="memory-bound"
      title="Beyond this the oldest messages lose their data, then their rows. What went is said in the list"
    >
      <span class="memory-weight">Log {formatBytes(model.memory.value)} of</span>
      <select
        class="memory-select"
        aria-label="Memory of the log"
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
