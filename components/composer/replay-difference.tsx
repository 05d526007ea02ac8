import type { Comparison } from '../../lib/control/compare-replies.ts';
import { t } from '../../lib/i18n/translate.ts';
import type { LogReader } from '../../lib/session/types.ts';
import { rowPreview } from '../messages/payload-words.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';

const LONGEST = 300;

/** Where two answers differ, place by place, or both as they are. */
export function ReplayDifference(props: {
  log: LogReader;
  /** Row numbers. */
  before: number | null;
  now: number | null;
  comparison: Comparison | null;
}) {
  const { log, before, now, comparison } = props;
  const differences = comparison && !comparison.same ? comparison.differences : null;
  if (!differences || differences.places.length === 0)
    return (
      <div class="replay-difference" role="group" aria-label={t('replay.difference')}>
        {differences && <p class="hint">{t('replay.formOnly')}</p>}
        <dl>
          <dt>{t('replay.before')}</dt>
          <dd>{before === null ? t('replay.nothingThere') : rowPreview(log, before, LONGEST)}</dd>
          <dt>{t('replay.now')}</dt>
          <dd>{now === null ? t('replay.nothingThere') : rowPreview(log, now, LONGEST)}</dd>
        </dl>
      </div>
    );
  return (
    <div class="replay-difference" role="group" aria-label={t('replay.difference')}>
      <table>
        <thead>
          <tr>
            <th>{t('replay.path')}</th>
            <th>{t('replay.before')}</th>
            <th>{t('replay.now')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.places.map((place) => (
            <tr key={place.path}>
              <td>
                {visibleLine(place.path, LONGEST)}
                {place.natural && <span class="tag tag-muted">{t('replay.natural')}</span>}
              </td>
              <td>{shown(place.before)}</td>
              <td>{shown(place.now)}</td>
            </tr>
          ))}
          {differences.more && (
            <tr>
              <td colSpan={3}>…</td>
            </tr>
          )}
        </tbody>
      </table>
    </div>
  );
}

function shown(value: string | null): string {
  return value === null ? t('replay.nothingThere') : visibleLine(value, LONGEST);
}
