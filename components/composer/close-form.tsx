import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { readCloseInput } from './close-input.ts';
import { attempt } from './composer-actions.ts';
import { closeHint, InlineForm } from './inline-form.tsx';

/** Asks for code and reason, and closes a connection with them. */
export function CloseForm(props: { model: PanelModel; ui: PanelUi; connection: Connection }) {
  const [code, setCode] = useState('1000');
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const input = readCloseInput(code, reason);
  const { ui, model, connection } = props;

  const submit = async () => {
    if (!input.ok) return;
    const close = () => model.close(connection.key, input.code, input.reason);
    if (await attempt(ui, () => t('composer.closing'), close)) ui.composer.form.value = null;
  };

  return (
    <InlineForm
      ui={ui}
      label={t('composer.close')}
      submit={t('composer.closeWith')}
      disabled={!input.ok}
      hint={input.ok ? closeHint(input.code) : input.error}
      wrong={!input.ok}
      onSubmit={submit}
    >
      <label>
        {t('composer.code')}
        <input
          ref={first}
          class="field close-code"
          inputMode="numeric"
          value={code}
          aria-invalid={!input.ok}
          aria-describedby="form-hint"
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <label class="close-reason">
        {t('composer.reason')}
        <input
          class="field"
          value={reason}
          aria-invalid={!input.ok}
          aria-describedby="form-hint"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
    </InlineForm>
  );
}
