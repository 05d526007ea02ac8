import type { TransmitRun } from '../../lib/control/transmit-run.ts';
import { formatNumber, t } from '../../lib/i18n/translate.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** How far the messages are that are sent one after the other, and what can be done about it. */
export function RunBar({ ui }: { ui: PanelUi }) {
  const { composer } = ui;
  const current = composer.run.value;
  if (!current) return null;
  const { run, replay } = current;
  const state = run.state.value;
  const ended = state !== 'running' && state !== 'paused';
  return (
    <div class="run-bar" role="group" aria-label={t('composer.run')}>
      <progress aria-label={t('composer.progress')} value={run.done.value} max={run.total} />
      <RunText run={run} />
      {state === 'running' && (
        <button type="button" class="button" onClick={() => run.pause()}>
          {t('composer.pause')}
        </button>
      )}
      {state === 'paused' && (
        <>
          <button type="button" class="button" onClick={() => run.step()}>
            {t('composer.step')}
          </button>
          <button type="button" class="button" onClick={() => run.resume()}>
            {t('composer.resume')}
          </button>
        </>
      )}
      {!ended && (
        <button type="button" class="button" onClick={() => run.stop()}>
          {t('composer.stop')}
        </button>
      )}
      {replay && (
        <button
          type="button"
          class="button"
          onClick={() => {
            composer.resultOpen.value = true;
          }}
        >
          {t('replay.show')}
        </button>
      )}
      {ended && (
        <button
          type="button"
          class="icon-button"
          aria-label={t('composer.dismiss')}
          onClick={() => {
            replay?.dispose();
            composer.run.value = null;
          }}
        >
          <span aria-hidden="true">✕</span>
        </button>
      )}
    </div>
  );
}

function RunText({ run }: { run: TransmitRun }) {
  const counts = { done: formatNumber(run.done.value), total: formatNumber(run.total) };
  const error = run.error.value;
  const text = {
    running: t('composer.running', counts),
    paused: t('composer.paused', counts),
    done: t('composer.runDone', counts),
    stopped: t('composer.stopped', counts),
    failed: t('composer.failed', { ...counts, error }),
  }[run.state.value];
  return (
    <span class={`run-text ${error ? 'composer-error' : ''}`} aria-live="polite">
      {error ? `✕ ${text}` : text}
    </span>
  );
}
