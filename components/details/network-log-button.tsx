import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { headerValue } from '../../lib/protocol/handshake.ts';
import type { Handshake } from '../../lib/protocol/handshake.ts';

/** Where the browser hides headers from extensions, and its own log may have them: asks that once. */
export function NetworkLogButton({
  model,
  handshake,
}: {
  model: PanelModel;
  handshake: Handshake;
}) {
  const [asked, setAsked] = useState<number | null>(null);
  const { askNetworkLog } = model;
  if (handshake.filled) return <p class="handshake-note">{t('handshake.logFilled')}</p>;
  if (!askNetworkLog || headerValue(handshake.requestHeaders, 'sec-websocket-key') !== undefined)
    return null;
  return (
    <p class="handshake-note">
      {t(asked === handshake.id ? 'handshake.logHadNone' : 'handshake.chromiumHides')}{' '}
      {asked !== handshake.id && (
        <button
          type="button"
          class="button button-quiet"
          title={t('handshake.askLogHint')}
          onClick={() => void askNetworkLog().then(() => setAsked(handshake.id))}
        >
          {t('handshake.askLog')}
        </button>
      )}
    </p>
  );
}
