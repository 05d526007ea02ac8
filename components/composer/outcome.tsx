import { t } from '../../lib/i18n/translate.ts';
import { utf8Length } from '../../lib/session/utf8-length.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import type { Prepared } from './prepare-message.ts';
import type { Target } from './target.ts';

/** Characters of the preview that are drawn; the line is cut where the panel ends. */
const PREVIEW = 400;

/** What is wrong with the draft, else what was done last, else what will be sent where that differs. */
export function Outcome(props: { ui: PanelUi; target: Target; prepared: Prepared | null }) {
  const { ui, prepared } = props;
  const outcome = ui.composer.outcome.value;
  const wrong = prepared && !prepared.ok && ui.draft.value !== '' ? prepared.error : '';
  const error = wrong || (outcome?.tone === 'error' ? outcome.text : '');
  return (
    <div class="composer-outcome">
      <span id="composer-outcome" aria-live="polite">
        {error && <span class="composer-error">✕ {error}</span>}
        {!error && outcome && <span>✓ {outcome.text}</span>}
      </span>
      {prepared?.ok && <Preview prepared={prepared} target={props.target} />}
    </div>
  );
}

function Preview({ prepared, target }: { prepared: Prepared & { ok: true }; target: Target }) {
  const { data, expanded } = prepared;
  if (typeof data === 'string') {
    if (!expanded) return null;
    const size = formatBytes(utf8Length(data));
    return (
      <span class="composer-preview" title={t('composer.previewHint')}>
        {t('composer.preview', { size })} <code>{visibleLine(data, PREVIEW)}</code>
      </span>
    );
  }
  if (data.length === 0) return null;
  const size = formatBytes(data.length);
  const buffer = target.connection?.binaryType === 'arraybuffer';
  return (
    <span class="composer-preview">
      {t(buffer ? 'composer.bytesBuffer' : 'composer.bytesBlob', { size })}
    </span>
  );
}
