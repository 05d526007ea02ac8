import { useSignal, useSignalEffect } from '@preact/signals';
import { useId, useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { Held } from '../../lib/panel/rules-model.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { CODECS, type InputFormat } from '../composer/codecs.ts';
import { Editor } from '../editor/editor.tsx';
import { Segmented, type SegmentOption } from '../toolbar/segmented.tsx';
import { forwardHeld } from './forward-held.ts';
import { dataOf, draftOf, heldKey } from './held-message.ts';
import { ruleName } from './rule-words.ts';
import type { HeldDraft, RulesUi } from './rules-ui.ts';

const FORMATS: readonly SegmentOption<InputFormat>[] = (Object.keys(CODECS) as InputFormat[]).map(
  (value) => ({ value, label: CODECS[value].label }),
);

/** Pixels: it takes what the drawer leaves. */
const LEAST_HEIGHT = 60;

/** A held message as it will go on. */
export function HeldEditor({ model, ui, held }: { model: PanelModel; ui: RulesUi; held: Held }) {
  const id = useId();
  const key = heldKey(held);
  const original = useMemo(() => draftOf(dataOf(held)), [held]);
  const first = ui.heldDrafts.get(key) ?? original;
  const text = useSignal(first.text);
  const format = useSignal<InputFormat>(first.format);
  useSignalEffect(() => {
    const draft: HeldDraft = { format: format.value, text: text.value };
    if (isSame(draft, original)) ui.heldDrafts.delete(key);
    else {
      ui.heldDrafts.set(key, draft);
      // It stays in the editor, whatever comes before it in the list.
      ui.held.value = key;
    }
  });
  const isEdited = !isSame({ format: format.value, text: text.value }, original);
  const codec = CODECS[format.value];
  const read = useMemo(() => codec.decode(text.value), [codec, text.value]);
  const isWrong = isEdited && !read.ok;
  const rule = model.rules.rules.value.find((each) => each.id === held.rule);
  const forward = () => forwardHeld(model, ui, held);
  return (
    <div
      class="held-editor"
      role="group"
      aria-label={t('heldMessages.edit')}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented)
          return;
        event.preventDefault();
        forward();
      }}
    >
      <div class="rule-body-head">
        <Segmented label={t('ruleForm.format')} value={format} options={FORMATS} />
        <span class="rule-hint">{rule && t('heldMessages.by', { name: ruleName(rule) })}</span>
      </div>
      <Editor
        text={text}
        height={LEAST_HEIGHT}
        look={{
          language: codec.language,
          placeholder: t(codec.placeholder),
          attributes: {
            'aria-label': t('heldMessages.edit'),
            'aria-invalid': String(isWrong),
            ...(isWrong && { 'aria-describedby': `${id}-error` }),
          },
          problem: read.ok || !isEdited ? null : { at: read.at, end: read.at + 1 },
        }}
        handle={() => {}}
        onSubmit={forward}
      />
      {!read.ok && isEdited && (
        <span id={`${id}-error`} class="rule-error" role="alert">
          ✕ {read.error}
        </span>
      )}
      <div class="rule-save">
        <button
          type="button"
          class="button button-primary"
          disabled={isWrong}
          title={t('heldMessages.forwardHint')}
          onClick={forward}
        >
          {t(isEdited ? 'heldMessages.forwardEdited' : 'heldMessages.forward')}
        </button>
        <button
          type="button"
          class="button"
          title={t('heldMessages.dropHint')}
          onClick={() => {
            model.rules.drop(held);
            ui.heldDrafts.delete(key);
          }}
        >
          {t('heldMessages.drop')}
        </button>
        <button
          type="button"
          class="button button-quiet"
          disabled={!isEdited}
          onClick={() => {
            text.value = original.text;
            format.value = original.format;
          }}
        >
          {t('heldMessages.revert')}
        </button>
      </div>
    </div>
  );
}

function isSame(one: HeldDraft, other: HeldDraft): boolean {
  return one.format === other.format && one.text === other.text;
}
