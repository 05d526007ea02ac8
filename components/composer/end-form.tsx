import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { readEndInput } from './close-input.ts';
import { attempt } from './composer-actions.ts';
import { closeHint, InlineForm } from './inline-form.tsx';

/** Asks how the page is to see its connection end, and lets it. */
export function EndForm(props: { model: PanelModel; ui: PanelUi; connection: Connection }) {
  const [code, setCode] = useState('1006');
  const [reason, setReason] = useState('');
  const [failed, setFailed] = useState(true);
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const input = readEndInput(code, reason);
  const { ui, model, connection } = props;

  const submit = async () => {
    if (!input.ok) return;
    const end = () =>
      model.simulateEnd(connection.key, { code: input.code, reason: input.reason, failed });
    if (await attempt(ui, () => t('composer.ended'), end)) ui.composer.form.value = null;
  };

  return (
    <InlineForm
      ui={ui}
      label={t('composer.end')}
      submit={t('composer.endNow')}
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
      <label>
        <input
          type="checkbox"
          checked={failed}
          onChange={(event) => setFailed(event.currentTarget.checked)}
        />
        {t('composer.endFailed')}
      </label>
    </InlineForm>
  );
}
