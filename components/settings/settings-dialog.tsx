import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import {
  LAYOUTS,
  PAUSED_CHOICES,
  resetPreferences,
  ROW_DENSITIES,
  TIME_STYLES,
} from '../../lib/panel/preferences.ts';
import { HISTORY_BOUNDS, type HistoryChoice } from '../../lib/protocol/history.ts';
import { MEMORY_BOUNDS } from '../../lib/session/types.ts';
import { copyText } from '../clipboard/copy-text.ts';
import { formatBytes } from '../format/numbers.ts';
import { TIME_LABELS } from '../messages/columns.ts';
import { Dialog } from '../panel/dialog.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Choice } from './choice.tsx';
import { ColumnSettings } from './column-settings.tsx';
import { diagnostics } from './diagnostics.ts';
import { SettingsFile } from './settings-file.tsx';
import './settings.css';

const HISTORY_CHOICES = Object.keys(HISTORY_BOUNDS) as readonly HistoryChoice[];

/** All that the panel remembers, in one place. */
export function SettingsDialog({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { preferences } = model;
  const [said, say] = useState('');
  const copy = async () => {
    const copied = await copyText(diagnostics(model));
    say(copied ? `✓ ${t('settings.diagnosticsCopied')}` : `✕ ${t('copying.refused')}`);
  };
  return (
    <Dialog
      label={t('toolbar.settings')}
      onClose={() => {
        if (ui.dialog.value === 'settings') ui.dialog.value = null;
      }}
    >
      <Section title="settings.list">
        <Choice
          label="settings.rows"
          value={preferences.rows}
          options={ROW_DENSITIES.map((value) => ({ value, label: `choices.${value}` as const }))}
        />
        <Choice
          label="settings.times"
          value={preferences.timeStyle}
          options={TIME_STYLES.map((value) => ({
            value,
            label: value === 'clock' ? 'messages.clock' : TIME_LABELS[value],
          }))}
        />
        <ColumnSettings preferences={preferences} />
      </Section>
      <Section title="settings.panes">
        <Choice
          label="settings.details"
          value={preferences.layout}
          options={LAYOUTS.map((value) => ({ value, label: `choices.${value}` as const }))}
        />
        <button
          type="button"
          class="button"
          onClick={() =>
            resetPreferences(preferences, [
              'connectionsWidth',
              'detailsWidth',
              'detailsHeight',
              'composerHeight',
              'rulesHeight',
              'timeline',
              'timelineHeight',
            ])
          }
        >
          {t('settings.fit')}
        </button>
      </Section>
      <Section title="settings.log">
        <label class="setting">
          <span>{t('settings.memory')}</span>
          <select
            class="field"
            value={preferences.memoryBound.value}
            aria-describedby="setting-memory"
            onChange={(event) => {
              preferences.memoryBound.value = Number(event.currentTarget.value);
            }}
          >
            {MEMORY_BOUNDS.map((each) => (
              <option key={each} value={each}>
                {formatBytes(each)}
              </option>
            ))}
          </select>
        </label>
        <p id="setting-memory">{t('settings.memoryHint')}</p>
        <Choice
          label="settings.history"
          value={preferences.history}
          options={HISTORY_CHOICES.map((value) => ({ value, label: `choices.${value}` as const }))}
        />
        <p>{t('settings.historyHint')}</p>
        <label class="setting-check">
          <input
            type="checkbox"
            checked={preferences.keepLog.value}
            onChange={(event) => {
              preferences.keepLog.value = event.currentTarget.checked;
            }}
          />
          {t('toolbar.keepLogHint')}
        </label>
      </Section>
      <Section title="settings.rules">
        <Choice
          label="settings.paused"
          value={preferences.pausedAtClose}
          options={PAUSED_CHOICES.map((value) => ({ value, label: `choices.${value}` as const }))}
        />
        <label class="setting-check">
          <input
            type="checkbox"
            checked={preferences.rulesStay.value}
            onChange={(event) => {
              preferences.rulesStay.value = event.currentTarget.checked;
            }}
          />
          {t('settings.rulesStay')}
        </label>
        <p>{t('settings.rulesHint')}</p>
      </Section>
      <Section title="settings.all">
        <SettingsFile model={model} say={say} />
      </Section>
      <Section title="settings.help">
        <div class="setting-buttons">
          <button
            type="button"
            class="button"
            onClick={() => {
              ui.dialog.value = 'keys';
            }}
          >
            {t('settings.keys')}
          </button>
          <button type="button" class="button" onClick={() => void copy()}>
            {t('settings.diagnostics')}
          </button>
        </div>
        <p>{t('settings.diagnosticsHint')}</p>
      </Section>
      <p class="setting-said" role="status">
        {said}
      </p>
    </Dialog>
  );
}

function Section(props: { title: PlainKey; children: ComponentChildren }) {
  return (
    <section class="settings-section" aria-label={t(props.title)}>
      <h3>{t(props.title)}</h3>
      {props.children}
    </section>
  );
}
