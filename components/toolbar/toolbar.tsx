import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { DirectionFilter, KindFilter } from '../../lib/session/types.ts';
import { formatAmount, formatCount } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { exportFileName, saveFile } from './export-file.ts';
import { FilterBox } from './filter-box.tsx';
import { ClearIcon, RecordIcon } from './icons.tsx';
import { Segmented } from './segmented.tsx';
import './toolbar.css';

const DIRECTIONS = [
  { value: 'all', label: 'All' },
  { value: 'send', label: 'Sent', sign: '↑', class: 'sent' },
  { value: 'receive', label: 'Received', sign: '↓', class: 'received' },
] satisfies { value: DirectionFilter; label: string; sign?: string; class?: string }[];

const KINDS: readonly { value: KindFilter; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'text', label: 'Text' },
  { value: 'binary', label: 'Binary' },
  { value: 'lifecycle', label: 'Lifecycle' },
  { value: 'error', label: 'Errors' },
];

/** The controls over the whole log. */
export function Toolbar({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  return (
    <div class="toolbar" role="toolbar" aria-label="Log">
      <RecordButton model={model} />
      <button
        type="button"
        class="icon-button"
        aria-label="Clear"
        title="Clear the log"
        onClick={() => clear(model, ui)}
      >
        <ClearIcon />
      </button>
      <label class="keep-log" title="Keep what is in the log when the page navigates">
        <input
          type="checkbox"
          checked={model.preferences.keepLog.value}
          onChange={(event) => {
            model.preferences.keepLog.value = event.currentTarget.checked;
          }}
        />
        Keep log
      </label>
      <FilterBox model={model} ui={ui} />
      <Segmented label="Direction" value={model.direction} options={DIRECTIONS} />
      <Segmented label="Kind" value={model.kind} options={KINDS} />
      <button
        type="button"
        class="button toolbar-export"
        title="Save what is shown as a HAR file"
        onClick={() => exportShown(model, ui)}
      >
        Export
      </button>
    </div>
  );
}

function RecordButton({ model }: { model: PanelModel }) {
  const recording = model.recording.value;
  const missed = model.missedWhilePaused.value;
  return (
    <>
      <button
        type="button"
        class={`icon-button ${recording ? 'recording' : ''}`}
        aria-label="Record"
        aria-pressed={recording}
        title={recording ? 'Recording. Press to pause' : 'Paused. Press to record'}
        onClick={() => {
          model.recording.value = !recording;
        }}
      >
        <RecordIcon on={recording} />
      </button>
      {!recording && (
        <span class="paused" title={`${formatAmount(missed, 'message')} came since`}>
          <span class={missed > 0 ? 'paused-word' : ''}>paused{missed > 0 && ' · '}</span>
          {missed > 0 && `${formatCount(missed)} missed`}
        </span>
      )}
    </>
  );
}

function clear(model: PanelModel, ui: PanelUi): void {
  const count = model.totalMessages.value;
  model.clear();
  ui.notice.value = { tone: 'info', text: `Cleared ${formatAmount(count, 'message')}` };
}

function exportShown(model: PanelModel, ui: PanelUi): void {
  const name = exportFileName(new Date());
  try {
    saveFile(name, model.exportHar());
    ui.notice.value = { tone: 'info', text: `Exported as ${name}` };
  } catch (error) {
    ui.notice.value = { tone: 'error', text: `Could not export: ${(error as Error).message}` };
  }
}
