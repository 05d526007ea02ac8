import { useMemo, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { visibleText } from '../../lib/session/visible-text.ts';

/** UTF-16 units laid out at first, and more with each press. */
const STEP = 50_000;
/** Beyond this a browser takes seconds to lay the text out. */
const MOST = 2_000_000;

/** Text as it is, with its lines; long text is laid out piece by piece. */
export function TextView({ text }: { text: string }) {
  const [limit, setLimit] = useState(STEP);
  const shown = useMemo(() => visibleText(text.slice(0, limit)), [text, limit]);
  if (text === '')
    return (
      <div class="empty">
        <p>{t('details.empty')}</p>
      </div>
    );
  const rest = text.length - limit;
  return (
    <div class="text-view">
      <pre class="mono">{shown}</pre>
      {rest > 0 && limit < MOST && (
        <p>
          {t('units.moreCharacters', { count: rest })}{' '}
          <button type="button" class="button" onClick={() => setLimit(Math.min(MOST, limit * 3))}>
            {t('details.showMore')}
          </button>
        </p>
      )}
      {rest > 0 && limit >= MOST && <p>{t('details.othersInCopy', { count: rest })}</p>}
    </div>
  );
}
