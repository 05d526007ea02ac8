import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Payload, PayloadState } from '../../lib/session/types.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import { encodeBase64, encodeHex } from '../composer/encode-bytes.ts';
import { formatBytes } from '../format/numbers.ts';
import { HexView } from '../hex/hex-view.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { TextView } from './text-view.tsx';
import { usePayload } from './use-payload.ts';

interface PayloadTabProps {
  model: PanelModel;
  ui: PanelUi;
  row: number;
}

/** The payload as text, exactly. */
export function TextTab({ model, ui, row }: PayloadTabProps) {
  const payload = usePayload(model, row);
  if (payload.state !== 'ready') return <NoPayload payload={payload} />;
  return <ReadyText data={payload.data} ui={ui} />;
}

function ReadyText({ data, ui }: { data: Payload; ui: PanelUi }) {
  const text = useMemo(
    () => (typeof data === 'string' ? data : new TextDecoder().decode(data)),
    [data],
  );
  const binary = typeof data !== 'string';
  return (
    <>
      <div class="view-bar">
        <span>
          {binary && `${t('details.bytesAsUtf8')} · `}
          {t('units.characters', { count: text.length })}
        </span>
        <CopyButton label={t('details.copy')} ui={ui} text={() => text} />
      </div>
      <TextView text={text} />
    </>
  );
}

/** The payload byte by byte; text as its UTF-8. */
export function HexTab({ model, ui, row }: PayloadTabProps) {
  const payload = usePayload(model, row);
  if (payload.state !== 'ready') return <NoPayload payload={payload} />;
  return <ReadyHex data={payload.data} ui={ui} />;
}

function ReadyHex({ data, ui }: { data: Payload; ui: PanelUi }) {
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
        <HexView bytes={bytes} />
      ) : (
        <div class="empty">
          <p>{t('details.empty')}</p>
        </div>
      )}
    </>
  );
}

/** Says why there is nothing to see of a payload. */
export function NoPayload({ payload }: { payload: PayloadState }) {
  const text =
    payload.state === 'gone'
      ? payload.why
      : payload.state === 'loading'
        ? t('details.loading')
        : t('details.noMessage');
  return (
    <div class="empty">
      <p>{text}</p>
    </div>
  );
}
