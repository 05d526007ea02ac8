import { useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { resetPreferences } from '../../lib/panel/preferences.ts';
import { exportSettings, importSettings } from '../../lib/panel/settings-file.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { saveFile } from '../toolbar/export-file.ts';

const FILE_NAME = 'sockscope-settings.json';

/** Takes all settings to a file and back, or to what they were at first. */
export function SettingsFile(props: { model: PanelModel; say: (text: string) => void }) {
  const { say } = props;
  const { preferences } = props.model;
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const outcome = importSettings(preferences, await file.text());
    if (!outcome) say(`✕ ${t('settings.notSettings')}`);
    else if (outcome.passedOver.length === 0)
      say(`✓ ${t('settings.imported', { count: outcome.taken })}`);
    else {
      const passedOver = visibleLine(outcome.passedOver.slice(0, 20).join(', '), 200);
      say(`✓ ${t('settings.importedBut', { count: outcome.taken, passedOver })}`);
    }
  };
  return (
    <div class="setting-buttons">
      <button
        type="button"
        class="button"
        onClick={() => {
          saveFile(FILE_NAME, [exportSettings(preferences)]);
          say(`✓ ${t('settings.exported', { name: FILE_NAME })}`);
        }}
      >
        {t('settings.export')}
      </button>
      <button type="button" class="button" onClick={() => input.current?.click()}>
        {t('settings.import')}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        accept="application/json,.json"
        onChange={(event) => {
          const { currentTarget } = event;
          void take(currentTarget.files?.[0]).finally(() => {
            // So that the same file can be chosen again.
            currentTarget.value = '';
          });
        }}
      />
      <button
        type="button"
        class="button"
        onClick={() => {
          resetPreferences(preferences);
          say(`✓ ${t('settings.resetDone')}`);
        }}
      >
        {t('settings.reset')}
      </button>
    </div>
  );
}
