import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import {
  addColumn,
  isPathColumn,
  MOST_PATHS,
  removeColumn,
  setColumn,
} from '../../lib/panel/columns.ts';
import type { Preferences } from '../../lib/panel/preferences.ts';
import { columnName } from '../messages/columns.ts';

/** Which columns are shown, and those of JSON paths. */
export function ColumnSettings({ preferences }: { preferences: Preferences }) {
  const [path, setPath] = useState('');
  const [error, setError] = useState('');
  const add = (event: Event) => {
    event.preventDefault();
    const outcome = addColumn(preferences, path.trim());
    if (outcome === 'wrong') setError(t('settings.columnWrong'));
    else if (outcome === 'full') setError(t('settings.columnFull', { most: MOST_PATHS }));
    else {
      setError('');
      setPath('');
    }
  };
  const columns = preferences.columns.value;
  return (
    <>
      <div class="setting-columns" role="group" aria-label={t('settings.columns')}>
        {columns.map(({ id, shown }) => (
          <span key={id} class="setting-column">
            <label>
              <input
                type="checkbox"
                checked={shown}
                disabled={shown && columns.filter((each) => each.shown).length === 1}
                onChange={(event) =>
                  setColumn(preferences, id, { shown: event.currentTarget.checked })
                }
              />
              <bdi class={isPathColumn(id) ? 'mono' : ''}>{columnName(id, preferences)}</bdi>
            </label>
            {isPathColumn(id) && (
              <button
                type="button"
                class="button button-quiet"
                aria-label={`${t('settings.remove')} ${columnName(id, preferences)}`}
                onClick={() => removeColumn(preferences, id)}
              >
                {t('settings.remove')}
              </button>
            )}
          </span>
        ))}
      </div>
      <form class="setting" onSubmit={add}>
        <label for="column-path">{t('settings.addColumn')}</label>
        <span class="setting-path">
          <input
            id="column-path"
            class="field mono"
            placeholder="$.user.id"
            spellcheck={false}
            autocomplete="off"
            value={path}
            aria-invalid={error !== ''}
            aria-describedby="column-error"
            onInput={(event) => {
              setPath(event.currentTarget.value);
              setError('');
            }}
          />
          <button type="submit" class="button">
            {t('settings.add')}
          </button>
        </span>
      </form>
      <p id="column-error" class="setting-error" aria-live="polite">
        {error && `✕ ${error}`}
      </p>
    </>
  );
}
