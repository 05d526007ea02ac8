import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Payload } from '../../lib/session/types.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { encodeBase64, encodeHex } from '../composer/encode-bytes.ts';
import { formatBytes } from '../format/numbers.ts';
import { HexView } from '../hex/hex-view.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';

/** A payload byte by byte; text as its UTF-8. */
export function HexBytes({ data, model, ui }: { data: Payload; model: PanelModel; ui: PanelUi }) {
  const bytes = useMemo(
    () => (typeof data === 'string' ? new TextEncoder().encode(data) : data),
    [data],
  );
  return (
    <>
      <div class="view-bar">
        <span>
          {typeof data === 'string' && `${t('details.textAsUtf8')} · `}
          {formatBytes(bytes.length)}
        </span>
        <CopyButton label={t('details.copyHex')} ui={ui} text={() => encodeHex(bytes)} />
        <CopyButton label={t('details.copyBase64')} ui={ui} text={() => encodeBase64(bytes)} />
      </div>
      {bytes.length > 0 ? (
        <HexView bytes={bytes} model={model} ui={ui} />
      ) : (
        <div class="empty">
          <p>{t('details.empty')}</p>
        </div>
      )}
    </>
  );
}
