import type { PanelUi } from '../panel/panel-ui.ts';
import { copyText } from './copy-text.ts';
import { t } from '../../lib/i18n/translate.ts';

/** A button that copies what `text` gives at that moment. */
export function CopyButton(props: { label: string; ui: PanelUi; text: () => string }) {
  const copy = async () => {
    const copied = await copyText(props.text());
    props.ui.notice.value = copied
      ? { tone: 'info', text: t('copying.copied') }
      : { tone: 'error', text: t('copying.refused') };
  };
  return (
    <button type="button" class="button button-quiet" onClick={() => void copy()}>
      {props.label}
    </button>
  );
}
