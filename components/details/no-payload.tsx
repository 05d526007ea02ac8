import { t } from '../../lib/i18n/translate.ts';
import type { PayloadState } from '../../lib/session/types.ts';
import { whyNoPayload } from '../messages/payload-words.ts';

/** Says why there is nothing to see of a payload. */
export function NoPayload({ payload }: { payload: PayloadState }) {
  const text =
    payload.state === 'gone'
      ? whyNoPayload(payload)
      : payload.state === 'loading'
        ? t('details.loading')
        : t('details.noMessage');
  return (
    <div class="empty">
      <p>{text}</p>
    </div>
  );
}
