import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { MemoryBound } from './memory-bound.tsx';
import { UndoClear } from './undo-clear.tsx';
import './status.css';

const NOTICE_TIME = 8000;

/** What the list shows, what is lost, what was just done, and the way back to the newest. */
export function StatusLine({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { sentBytes, receivedBytes, missing, malformed } = model.totals.value;
  const searched = model.searched.value;
  return (
    <div class="status">
      {/* Its text changes many times a second: read on demand, not aloud. */}
      <div class="status-line" role="status" aria-label={t('status.title')} aria-live="off">
        <span>
          <b>{formatCount(model.shownMessages.value)}</b> {t('status.of')}{' '}
          <b>{formatCount(model.totalMessages.value)}</b> {t('status.messages')}
        </span>
        {searched && (
          <span class="status-searched">
            {t('status.searched', {
              done: formatCount(searched.done),
              total: formatCount(searched.total),
            })}
          </span>
        )}
        <span class="status-bytes">
          <span class="sent">↑ {formatBytes(sentBytes)}</span>{' '}
          <span class="received">↓ {formatBytes(receivedBytes)}</span>
        </span>
        {missing > 0 ? (
          <span class="status-missing">⚠ {t('status.leftOut', { count: missing })}</span>
        ) : (
          <span class="status-whole">{t('status.nothingLeftOut')}</span>
        )}
        {malformed > 0 && (
          <span class="status-missing">⚠ {t('units.damagedEvents', { count: malformed })}</span>
        )}
      </div>
      <NoticeText ui={ui} />
      <UndoClear model={model} ui={ui} />
      <MemoryBound model={model} />
      <FollowButton model={model} />
    </div>
  );
}

function NoticeText({ ui }: { ui: PanelUi }) {
  const notice = ui.notice.value;
  useEffect(() => {
    if (notice?.tone !== 'info') return;
    const timer = setTimeout(() => {
      ui.notice.value = null;
    }, NOTICE_TIME);
    return () => clearTimeout(timer);
  }, [notice, ui]);
  return (
    <span
      class={`notice ${notice?.tone === 'error' ? 'notice-error' : ''}`}
      aria-live="polite"
      title={notice?.text}
    >
      {notice && `${notice.tone === 'error' ? '✕' : '✓'} ${notice.text}`}
    </span>
  );
}

function FollowButton({ model }: { model: PanelModel }) {
  void model.version.value;
  const rows = model.rows.value;
  const following = model.following.value;
  /** The newest row that was seen before the user went up. */
  const seen = useRef(-1);
  if (following && rows.length > 0) seen.current = rows.at(rows.length - 1);
  const index = seen.current < 0 ? -1 : rows.indexOf(seen.current);
  const fresh = following || index < 0 ? 0 : rows.length - 1 - index;
  return (
    <button
      type="button"
      class="follow"
      aria-pressed={following}
      title={t(following ? 'status.followingHint' : 'status.toNewestHint')}
      onClick={() => {
        model.following.value = true;
      }}
    >
      {following
        ? t('status.following')
        : fresh > 0
          ? t('status.fresh', { count: fresh })
          : t('status.toNewest')}{' '}
      ↓
    </button>
  );
}
