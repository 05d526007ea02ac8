import { t } from '../../lib/i18n/translate.ts';
import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import { Fact } from './fact.tsx';

/** A close code, in words. */
export function CloseFacts(props: { close: { code: number; reason: string; wasClean: boolean } }) {
  const { code, reason, wasClean } = props.close;
  const meaning = explainCloseCode(code);
  return (
    <>
      <Fact name={t('details.closeCode')}>
        <strong class={wasClean ? '' : 'fact-error'}>
          {code} {meaning.name}
        </strong>
        <p>{t(`closeCodes.${meaning.explanation}`)}</p>
        {!meaning.onTheWire && code >= 1000 && code < 3000 && (
          <p class="facts-note">{t('details.madeUp')}</p>
        )}
      </Fact>
      <Fact name={t('details.reason')} text={reason} limit={500} />
      <Fact name={t('details.clean')}>{t(wasClean ? 'details.cleanYes' : 'details.cleanNo')}</Fact>
    </>
  );
}
