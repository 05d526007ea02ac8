import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { readCloseInput } from './close-input.ts';

/** Asks for code and reason, and closes a connection with them. */
export function CloseForm(props: {
  model: PanelModel;
  ui: PanelUi;
  connection: Connection;
  onError: (text: string) => void;
}) {
  const [code, setCode] = useState('1000');
  const [reason, setReason] = useState('');
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  const input = readCloseInput(code, reason);
  const error = input.ok ? '' : input.error;
  const { ui } = props;

  const submit = async (event: Event) => {
    event.preventDefault();
    if (!input.ok) return;
    try {
      await props.model.close(props.connection.key, input.code, input.reason);
      ui.closeFormOpen.value = false;
    } catch (failure) {
      props.onError((failure as Error).message);
    }
  };

  return (
    <form
      class="close-form"
      aria-label={t('composer.close')}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        ui.closeFormOpen.value = false;
      }}
    >
      <label>
        {t('composer.code')}{' '}
        <input
          ref={first}
          class="field close-code"
          inputMode="numeric"
          value={code}
          aria-invalid={!input.ok}
          aria-describedby="close-hint"
          onInput={(event) => setCode(event.currentTarget.value)}
        />
      </label>
      <label class="close-reason">
        {t('composer.reason')}{' '}
        <input
          class="field"
          value={reason}
          aria-invalid={!input.ok}
          aria-describedby="close-hint"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <button type="submit" class="button button-primary" disabled={!input.ok}>
        {t('composer.closeWith')}
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          ui.closeFormOpen.value = false;
        }}
      >
        {t('composer.cancel')}
      </button>
      <span id="close-hint" class={`close-hint ${error ? 'composer-error' : ''}`}>
        {error ? `✕ ${error}` : hint(input.ok ? input.code : null)}
      </span>
    </form>
  );
}

function hint(code: number | null): string {
  if (code === null) return t('composer.noCode');
  const meaning = explainCloseCode(code);
  return `${meaning.name}: ${t(`closeCodes.${meaning.explanation}`)}`;
}
