import type { ComponentChildren } from 'preact';
import { t } from '../../lib/i18n/translate.ts';
import { explainCloseCode } from '../../lib/websocket/close-codes.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** A form below the bar of the composer; Escape and Cancel close it. */
export function InlineForm(props: {
  ui: PanelUi;
  label: string;
  /** Text of the button that carries it out. */
  submit: string;
  disabled: boolean;
  hint: string;
  /** The hint says what is wrong. */
  wrong: boolean;
  onSubmit: () => Promise<void>;
  children: ComponentChildren;
}) {
  const close = () => {
    props.ui.composer.form.value = null;
  };
  return (
    <form
      class="inline-form"
      aria-label={props.label}
      onSubmit={(event) => {
        event.preventDefault();
        if (!props.disabled) void props.onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
    >
      {props.children}
      <span id="form-hint" class={`form-hint ${props.wrong ? 'composer-error' : ''}`}>
        {props.wrong ? `✕ ${props.hint}` : props.hint}
      </span>
      <span class="inline-form-buttons">
        <button type="submit" class="button button-primary" disabled={props.disabled}>
          {props.submit}
        </button>
        <button type="button" class="button" onClick={close}>
          {t('composer.cancel')}
        </button>
      </span>
    </form>
  );
}

/** What a close code says to whoever gets it. */
export function closeHint(code: number | null): string {
  if (code === null) return t('composer.noCode');
  const meaning = explainCloseCode(code);
  return `${meaning.name}: ${t(`closeCodes.${meaning.explanation}`)}`;
}
