import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { isTimelineShown } from '../timeline/timeline-shown.ts';
import { clearLog } from './clear-log.ts';
import { exportFileName, saveFile } from './export-file.ts';
import { FilterBox } from './filter-box.tsx';
import { FilterChips } from './filter-chips.tsx';
import { ClearIcon, RecordIcon, SettingsIcon, TimelineIcon } from './icons.tsx';
import { RulesButton } from '../rules/rules-button.tsx';
import { SavedFiltersButton } from './saved-filters-button.tsx';
import './toolbar.css';

/** The controls over the whole log. */
export function Toolbar({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  return (
    <div class="toolbar" role="toolbar" aria-label={t('toolbar.title')}>
      <RecordButton model={model} />
      <button
        type="button"
        class="icon-button"
        aria-label={t('toolbar.clear')}
        title={t('toolbar.clearHint')}
        onClick={() => clearLog(model, ui)}
      >
        <ClearIcon />
      </button>
      <TimelineButton model={model} />
      <RulesButton model={model} ui={ui} />
      <label class="keep-log" title={t('toolbar.keepLogHint')}>
        <input
          type="checkbox"
          checked={model.preferences.keepLog.value}
          onChange={(event) => {
            model.preferences.keepLog.value = event.currentTarget.checked;
          }}
        />
        {t('toolbar.keepLog')}
      </label>
      <div class="filter-row">
        <FilterBox model={model} ui={ui} />
        <SavedFiltersButton model={model} />
      </div>
      <FilterChips model={model} />
      <button
        type="button"
        class="button toolbar-export"
        title={t('toolbar.exportHint')}
        onClick={() => exportShown(model, ui)}
      >
        {t('toolbar.export')}
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t('toolbar.settings')}
        title={t('toolbar.openSettings')}
        aria-haspopup="dialog"
        onClick={() => {
          ui.dialog.value = 'settings';
        }}
      >
        <SettingsIcon />
      </button>
    </div>
  );
}

function TimelineButton({ model }: { model: PanelModel }) {
  const isShown = isTimelineShown(model);
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t('timeline.show')}
      aria-pressed={isShown}
      title={t('timeline.showHint')}
      onClick={() => {
        model.preferences.timeline.value = isShown ? 'hidden' : 'shown';
      }}
    >
      <TimelineIcon />
    </button>
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
        aria-label={t('toolbar.record')}
        aria-pressed={recording}
        title={t(recording ? 'toolbar.recordingHint' : 'toolbar.pausedHint')}
        onClick={() => {
          model.recording.value = !recording;
        }}
      >
        <RecordIcon on={recording} />
      </button>
      {!recording && (
        <span class="paused" title={t('toolbar.cameSince', { count: missed })}>
          <span class={missed > 0 ? 'paused-word' : ''}>
            {t('toolbar.paused')}
            {missed > 0 && ' · '}
          </span>
          {missed > 0 && t('toolbar.missed', { count: missed })}
        </span>
      )}
    </>
  );
}

function exportShown(model: PanelModel, ui: PanelUi): void {
  const name = exportFileName(new Date());
  try {
    saveFile(name, model.exportHar());
    ui.notice.value = { tone: 'info', text: t('toolbar.exported', { name }) };
  } catch (error) {
    ui.notice.value = {
      tone: 'error',
      text: t('toolbar.notExported', { why: (error as Error).message }),
    };
  }
}
