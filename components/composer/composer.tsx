import { useState } from 'preact/hooks';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { connectionName, connectionStatus } from '../connections/connection-text.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Splitter } from '../panel/splitter.tsx';
import { Segmented, type SegmentOption } from '../toolbar/segmented.tsx';
import { CloseForm } from './close-form.tsx';
import { decodeInput, type InputFormat } from './decode-input.ts';
import { editSelected, whyNotEditable, whyNotReplayable } from './row-actions.ts';
import { composerTarget, type Target, whyNotClosable, whyNotOpen } from './target.ts';
import './composer.css';

const FORMATS: readonly SegmentOption<InputFormat>[] = [
  { value: 'text', label: 'composer.text' },
  { value: 'hex', label: 'composer.hex' },
  { value: 'base64', label: 'composer.base64' },
];

const PLACEHOLDERS: Readonly<Record<InputFormat, PlainKey>> = {
  text: 'composer.textPlaceholder',
  hex: 'composer.hexPlaceholder',
  base64: 'composer.base64Placeholder',
};

/** Pixels. */
const DRAFT_HEIGHT = 56;

/** Sends to the server, delivers to the page, replays and closes. */
export function Composer({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const [outcome, setOutcome] = useState<{ text: string; tone: 'info' | 'error' } | null>(null);
  const target = composerTarget(model);
  const whyNot = whyNotOpen(target);
  const open = ui.composerOpen.value;
  const format = ui.draftFormat.value;
  const draft = ui.draft.value;
  const decoded = decodeInput(format, draft);
  const inputError = decoded.ok ? '' : decoded.error;

  const run = async (done: string, action: () => Promise<void>) => {
    setOutcome(null);
    try {
      await action();
      setOutcome({ tone: 'info', text: done });
    } catch (error) {
      setOutcome({ tone: 'error', text: (error as Error).message });
    }
  };
  const transmit = (way: 'send' | 'deliver') => {
    const { connection } = target;
    if (whyNot || !decoded.ok || !connection) return;
    const { data } = decoded;
    const size = formatBytes(typeof data === 'string' ? new Blob([data]).size : data.length);
    const done = t(way === 'send' ? 'composer.sent' : 'composer.delivered', { size });
    void run(done, () => model[way](connection.key, data));
  };
  const whyNotReplay = whyNotReplayable(model);
  const whyNotEdit = whyNotEditable(model);
  const whyNotClose = whyNotClosable(target);
  const disabled = whyNot !== '' || !decoded.ok;
  const why = whyNot || inputError || undefined;

  return (
    <section class="composer" aria-label={t('composer.title')}>
      {open && (
        <Splitter
          label={t('panel.composerHeight')}
          orientation="horizontal"
          size={model.preferences.composerHeight}
          fitting={DRAFT_HEIGHT}
          min={36}
          max={() => window.innerHeight * 0.4}
          after
        />
      )}
      <div class="composer-bar">
        <button
          type="button"
          class="icon-button"
          aria-label={t('composer.title')}
          aria-expanded={open}
          title={t(open ? 'composer.fold' : 'composer.unfold')}
          onClick={() => {
            ui.composerOpen.value = !open;
          }}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        </button>
        {open && (
          <Segmented label={t('composer.format')} value={ui.draftFormat} options={FORMATS} />
        )}
        <TargetName target={target} />
        <button
          type="button"
          class="button"
          disabled={whyNotReplay !== ''}
          title={whyNotReplay || t('composer.replayHint')}
          onClick={() => {
            const row = model.selectedRow.value;
            if (row !== null) void run(t('composer.replayed'), () => model.replay(row));
          }}
        >
          {t('composer.replay')}
        </button>
        <button
          type="button"
          class="button"
          disabled={whyNotEdit !== ''}
          title={whyNotEdit || t('composer.editHint')}
          onClick={() => editSelected(model, ui)}
        >
          {t('composer.edit')}
        </button>
        <button
          type="button"
          class="button"
          disabled={whyNotClose !== ''}
          title={whyNotClose || t('composer.closeHint')}
          aria-expanded={ui.closeFormOpen.value}
          onClick={() => {
            ui.closeFormOpen.value = !ui.closeFormOpen.value;
          }}
        >
          {t('composer.close')}
        </button>
        {open && (
          <span class="composer-transmit">
            <button
              type="button"
              class="button"
              disabled={disabled}
              title={why ?? t('composer.deliverHint')}
              onClick={() => transmit('deliver')}
            >
              {t('composer.deliver')}
            </button>
            <button
              type="button"
              class="button button-primary"
              disabled={disabled}
              title={why ?? t('composer.sendHint')}
              onClick={() => transmit('send')}
            >
              {t('composer.send')}
            </button>
          </span>
        )}
      </div>
      {ui.closeFormOpen.value && target.connection && !whyNotClose && (
        <CloseForm
          model={model}
          ui={ui}
          connection={target.connection}
          onError={(text) => setOutcome({ tone: 'error', text })}
        />
      )}
      {open && (
        <textarea
          ref={(element) => {
            ui.targets.draft = element;
          }}
          class="composer-draft mono"
          style={{ height: `${model.preferences.composerHeight.value ?? DRAFT_HEIGHT}px` }}
          aria-label={t('composer.draft')}
          aria-invalid={inputError !== ''}
          aria-describedby="composer-outcome"
          placeholder={t(PLACEHOLDERS[format])}
          spellcheck={false}
          value={draft}
          onInput={(event) => {
            ui.draft.value = event.currentTarget.value;
            setOutcome(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            transmit('send');
          }}
        />
      )}
      <Outcome inputError={open ? inputError : ''} outcome={outcome} />
    </section>
  );
}

function TargetName({ target }: { target: Target }) {
  const { connection } = target;
  if (!connection) return <span class="composer-target">{target.why}</span>;
  const { shape, word } = connectionStatus(connection);
  return (
    <span class="composer-target">
      <i class={`state state-${shape}`} aria-hidden="true" />
      <span>{connectionName(connection.url)}</span>
      {shape !== 'open' && <em>{word}</em>}
    </span>
  );
}

function Outcome(props: {
  inputError: string;
  outcome: { text: string; tone: 'info' | 'error' } | null;
}) {
  const error = props.inputError || (props.outcome?.tone === 'error' ? props.outcome.text : '');
  return (
    <div id="composer-outcome" class="composer-outcome" aria-live="polite">
      {error && <span class="composer-error">✕ {error}</span>}
      {!error && props.outcome && <span>✓ {props.outcome.text}</span>}
    </div>
  );
}
