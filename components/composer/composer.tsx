import type { Signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { connectionName, connectionStatus } from '../connections/connection-text.ts';
import { Editor } from '../editor/editor.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Splitter } from '../panel/splitter.tsx';
import { Segmented, type SegmentOption } from '../toolbar/segmented.tsx';
import { CODECS, type InputFormat } from './codecs.ts';
import { attempt, currentDraft, prepareFor, transmitDraft, type Way } from './composer-actions.ts';
import { MoreMenu } from './more-menu.tsx';
import { Outcome } from './outcome.tsx';
import type { Prepared } from './prepare-message.ts';
import { RepeatMenu } from './repeat-menu.tsx';
import {
  LazyCloseForm,
  LazyEndForm,
  LazyOpenForm,
  LazyReplayForm,
  LazyReplayResult,
} from './lazy-forms.ts';
import { editSelected, whyNotEditable, whyNotReplayable } from './row-actions.ts';
import { RunBar } from './run-bar.tsx';
import { SnippetsMenu } from './snippets-menu.tsx';
import { composerTarget, type Target, whyNotClosable, whyNotOpen } from './target.ts';
import { VariablesMenu } from './variables-menu.tsx';
import './composer.css';

const FORMATS: readonly SegmentOption<InputFormat>[] = (Object.keys(CODECS) as InputFormat[]).map(
  (value) => ({ value, label: CODECS[value].label }),
);

/** Pixels. */
const DRAFT_HEIGHT = 56;

/** Sends to the server, delivers to the page, replays and closes. */
export function Composer({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const target = composerTarget(model);
  const open = ui.composerOpen.value;
  const form = ui.composer.form.value;
  const draft = ui.draft.value;
  // What was done last says nothing of what is written now.
  useEffect(() => {
    ui.composer.outcome.value = null;
  }, [ui, draft]);
  const whyNotReplay = whyNotReplayable(model);
  const whyNotEdit = whyNotEditable(model);
  const prepared = usePrepared(model, ui, target);
  const whyNot = whyNotOpen(target) || (prepared.ok ? '' : prepared.error);
  const transmit = (way: Way) => {
    if (whyNot || !target.connection) return;
    transmitDraft(model, ui, target.connection.key, way);
  };

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
        <FoldButton open={ui.composerOpen} />
        {open && (
          <>
            <Segmented label={t('composer.format')} value={ui.draftFormat} options={FORMATS} />
            <VariablesMenu ui={ui} />
            <SnippetsMenu model={model} ui={ui} />
          </>
        )}
        <TargetName target={target} />
        <button
          type="button"
          class="button composer-row-action"
          disabled={whyNotReplay !== ''}
          title={whyNotReplay || t('composer.replayHint')}
          onClick={() => {
            const row = model.selectedRow.value;
            if (row === null) return;
            void attempt(
              ui,
              () => t('composer.replayed'),
              () => model.replay(row),
            );
          }}
        >
          {t('composer.replay')}
        </button>
        <button
          type="button"
          class="button composer-row-action"
          disabled={whyNotEdit !== ''}
          title={whyNotEdit || t('composer.editHint')}
          onClick={() => editSelected(model, ui)}
        >
          {t('composer.edit')}
        </button>
        <MoreMenu model={model} ui={ui} />
        {open && (
          <span class="composer-transmit">
            <RepeatMenu composer={ui.composer} />
            <button
              type="button"
              class="button"
              disabled={whyNot !== ''}
              title={whyNot || deliverHint(target, prepared)}
              onClick={() => transmit('deliver')}
            >
              {t('composer.deliver')}
            </button>
            <button
              type="button"
              class="button button-primary"
              disabled={whyNot !== ''}
              title={whyNot || t('composer.sendHint')}
              onClick={() => transmit('send')}
            >
              {t('composer.send')}
            </button>
          </span>
        )}
      </div>
      {form === 'close' && target.connection && !whyNotClosable(target) && (
        <LazyCloseForm model={model} ui={ui} connection={target.connection} />
      )}
      {form === 'end' && target.connection && !whyNotClosable(target) && (
        <LazyEndForm model={model} ui={ui} connection={target.connection} />
      )}
      {form === 'open' && <LazyOpenForm model={model} ui={ui} />}
      {form === 'replay' && <LazyReplayForm model={model} ui={ui} />}
      {open && (
        <Draft
          ui={ui}
          height={model.preferences.composerHeight.value ?? DRAFT_HEIGHT}
          prepared={prepared}
          onSubmit={(shift) => transmit(shift ? 'deliver' : 'send')}
        />
      )}
      <RunBar ui={ui} />
      <Outcome ui={ui} target={target} prepared={open ? prepared : null} />
      {ui.composer.resultOpen.value && <LazyReplayResult model={model} ui={ui} />}
    </section>
  );
}

/** What would be sent now. Looked at again when the draft changes, not with each message that comes. */
function usePrepared(model: PanelModel, ui: PanelUi, target: Target): Prepared {
  const { format, text, variables } = currentDraft(ui);
  const key = target.connection?.key ?? 0;
  const count = ui.composer.count.value;
  // What is picked out of messages changes with them.
  const version = variables && text.includes('{{last') ? model.version.value : 0;
  return useMemo(() => {
    void count;
    void version;
    return prepareFor(model, ui, key, { format, text, variables });
  }, [model, ui, key, format, text, variables, count, version]);
}

function Draft(props: {
  ui: PanelUi;
  height: number;
  prepared: Prepared;
  onSubmit: (shift: boolean) => void;
}) {
  const { ui, prepared } = props;
  const codec = CODECS[ui.draftFormat.value];
  const empty = ui.draft.value === '';
  return (
    <Editor
      text={ui.draft}
      height={props.height}
      look={{
        language: codec.language,
        placeholder: t(codec.placeholder),
        attributes: {
          'aria-label': t('composer.draft'),
          'aria-invalid': String(!prepared.ok && !empty),
          'aria-describedby': 'composer-outcome',
        },
        problem: prepared.ok ? null : prepared,
      }}
      handle={(handle) => {
        ui.targets.draft = handle;
      }}
      onSubmit={props.onSubmit}
    />
  );
}

function FoldButton({ open }: { open: Signal<boolean> }) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={t('composer.title')}
      aria-expanded={open.value}
      title={t(open.value ? 'composer.fold' : 'composer.unfold')}
      onClick={() => {
        open.value = !open.value;
      }}
    >
      <span aria-hidden="true">{open.value ? '▾' : '▸'}</span>
    </button>
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

function deliverHint({ connection }: Target, prepared: Prepared): string {
  if (!connection || !prepared.ok || typeof prepared.data === 'string')
    return t('composer.deliverHint');
  return t(
    connection.binaryType === 'arraybuffer' ? 'composer.deliverBuffer' : 'composer.deliverBlob',
  );
}
