import { useState } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { connectionName, connectionStatus } from '../connections/connection-text.ts';
import { formatBytes } from '../format/numbers.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Splitter } from '../panel/splitter.tsx';
import { Segmented } from '../toolbar/segmented.tsx';
import { CloseForm } from './close-form.tsx';
import { decodeInput, type InputFormat } from './decode-input.ts';
import { editSelected, whyNotEditable, whyNotReplayable } from './row-actions.ts';
import { composerTarget, type Target, whyNotClosable, whyNotOpen } from './target.ts';
import './composer.css';

const FORMATS: readonly { value: InputFormat; label: string }[] = [
  { value: 'text', label: 'Text' },
  { value: 'hex', label: 'Hex' },
  { value: 'base64', label: 'Base64' },
];

const PLACEHOLDERS: Readonly<Record<InputFormat, string>> = {
  text: 'Text to send. Ctrl+Enter sends it to the server',
  hex: 'Bytes as hex, such as 08 96 01',
  base64: 'Bytes as Base64, such as CJYB',
};

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
    const done = way === 'send' ? `Sent ${size} to the server` : `Delivered ${size} to the page`;
    void run(done, () => model[way](connection.key, data));
  };
  const whyNotReplay = whyNotReplayable(model);
  const whyNotEdit = whyNotEditable(model);
  const whyNotClose = whyNotClosable(target);
  const disabled = whyNot !== '' || !decoded.ok;
  const why = whyNot || inputError || undefined;

  return (
    <section class="composer" aria-label="Composer">
      {open && (
        <Splitter
          label="Height of the composer"
          orientation="horizontal"
          size={ui.sizes.composer}
          min={36}
          max={() => window.innerHeight * 0.4}
          after
        />
      )}
      <div class="composer-bar">
        <button
          type="button"
          class="icon-button"
          aria-label="Composer"
          aria-expanded={open}
          title={open ? 'Fold the composer' : 'Unfold the composer'}
          onClick={() => {
            ui.composerOpen.value = !open;
          }}
        >
          <span aria-hidden="true">{open ? '▾' : '▸'}</span>
        </button>
        {open && <Segmented label="Format" value={ui.draftFormat} options={FORMATS} />}
        <TargetName target={target} />
        <button
          type="button"
          class="button"
          disabled={whyNotReplay !== ''}
          title={whyNotReplay || 'Sends or delivers the selected message again'}
          onClick={() => {
            const row = model.selectedRow.value;
            if (row !== null) void run('Replayed the message', () => model.replay(row));
          }}
        >
          Replay
        </button>
        <button
          type="button"
          class="button"
          disabled={whyNotEdit !== ''}
          title={whyNotEdit || 'Takes the selected message into the composer'}
          onClick={() => editSelected(model, ui)}
        >
          Edit and resend
        </button>
        <button
          type="button"
          class="button"
          disabled={whyNotClose !== ''}
          title={whyNotClose || 'Asks for a code and a reason'}
          aria-expanded={ui.closeFormOpen.value}
          onClick={() => {
            ui.closeFormOpen.value = !ui.closeFormOpen.value;
          }}
        >
          Close connection
        </button>
        {open && (
          <span class="composer-transmit">
            <button
              type="button"
              class="button"
              disabled={disabled}
              title={why ?? 'The page gets it as though the server had sent it'}
              onClick={() => transmit('deliver')}
            >
              Deliver to page
            </button>
            <button
              type="button"
              class="button button-primary"
              disabled={disabled}
              title={why ?? 'Ctrl+Enter'}
              onClick={() => transmit('send')}
            >
              Send to server
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
          style={{ height: `${ui.sizes.composer.value}px` }}
          aria-label="Message to send"
          aria-invalid={inputError !== ''}
          aria-describedby="composer-outcome"
          placeholder={PLACEHOLDERS[format]}
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
