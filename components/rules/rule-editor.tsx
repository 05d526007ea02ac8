import { useId, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { expressionsLoaded } from '../../lib/panel/expressions-loaded.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { MAX_RULES } from '../../lib/protocol/change-rules.ts';
import type { Rule } from '../../lib/protocol/rule.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { ActionFields } from './action-fields.tsx';
import { ActionSelect } from './action-select.tsx';
import type { FormHandle } from './fields.tsx';
import { TextField } from './fields.tsx';
import { MatchFields } from './match-fields.tsx';
import { readRuleForm } from './read-rule-form.ts';
import { deleteRule, duplicateRule, editForm, revertForm } from './rule-actions.ts';
import type { RuleForm } from './rule-form.ts';
import { exportRules } from './rules-file.ts';
import { SiteField } from './site-field.tsx';
import { TestBench } from './test-bench.tsx';

/** One rule in fields, and beside it what it would do. */
export function RuleEditor({
  model,
  ui,
  form,
}: {
  model: PanelModel;
  ui: PanelUi;
  form: RuleForm;
}) {
  const element = useRef<HTMLFormElement>(null);
  const [isAsked, ask] = useState(false);
  const stored = model.rules.rules.value.find(({ id }) => id === form.id);
  // What is added behind as many as may be is not taken.
  const isFull = model.rules.rules.value.length >= MAX_RULES;
  const isExpressions = expressionsLoaded.value;
  const read = useMemo(() => {
    void isExpressions;
    return readRuleForm(form, stored?.on ?? true);
  }, [form, stored?.on, isExpressions]);
  const isChanged = ui.rules.drafts.value.has(form.id);
  const handle: FormHandle = {
    form,
    // What is still empty is not wrong before one wants to save it.
    error: (field, value) => (isAsked || value !== '' ? read.errors.get(field) : undefined),
    set: (change) => editForm(ui.rules, { ...form, ...change }),
    setFields: (change) => editForm(ui.rules, { ...form, fields: { ...form.fields, ...change } }),
  };
  const error = isFull && !stored ? t('ruleErrors.tooMany') : read.errors.get('rule')?.text;
  const save = () => {
    ask(true);
    if (!read.rule || (isFull && !stored)) {
      // Only when it is drawn as wrong.
      requestAnimationFrame(() =>
        element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus(),
      );
      return;
    }
    model.rules.change({ type: 'put', rule: read.rule });
    revertForm(ui.rules, form.id, true);
  };

  return (
    <>
      <form
        ref={element}
        class="rule-editor"
        aria-label={t('ruleForm.title')}
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented)
            return;
          event.preventDefault();
          save();
        }}
      >
        <div class="rule-fields">
          <div class="rule-row">
            <button
              type="button"
              class="button button-quiet rules-back"
              onClick={() => {
                ui.rules.selected.value = null;
              }}
            >
              <span aria-hidden="true">‹ </span>
              {t('rules.back')}
            </button>
            <TextField
              handle={handle}
              field="name"
              label={t('ruleForm.name')}
              value={form.name}
              onValue={(name) => handle.set({ name: name.slice(0, 80) })}
            />
            <SiteField model={model} handle={handle} />
          </div>
          <MatchFields model={model} handle={handle} />
          <ActionSelect handle={handle} />
          <ActionFields model={model} handle={handle} onSubmit={save} />
        </div>
        <SaveBar
          ui={ui}
          model={model}
          form={form}
          stored={stored}
          isChanged={isChanged}
          isFull={isFull}
          error={isAsked ? error : undefined}
        />
      </form>
      <TestBench model={model} rule={read.rule} />
    </>
  );
}

function SaveBar(props: {
  model: PanelModel;
  ui: PanelUi;
  form: RuleForm;
  stored: Rule | undefined;
  isChanged: boolean;
  isFull: boolean;
  error: string | undefined;
}) {
  const { model, ui, form, stored, isChanged } = props;
  const id = useId();
  return (
    <div class="rule-save">
      <button
        type="submit"
        class="button button-primary"
        disabled={!isChanged}
        title={t('ruleForm.saveHint')}
        aria-describedby={props.error ? `${id}-error` : undefined}
      >
        {t(stored ? 'ruleForm.save' : 'ruleForm.saveNew')}
      </button>
      <button
        type="button"
        class="button"
        disabled={!isChanged}
        onClick={() => revertForm(ui.rules, form.id, stored !== undefined)}
      >
        {t(stored ? 'ruleForm.revert' : 'ruleForm.discard')}
      </button>
      {props.error && (
        <span id={`${id}-error`} class="rule-error" role="alert">
          ✕ {props.error}
        </span>
      )}
      {stored && (
        <span class="rule-save-more">
          <button
            type="button"
            class="button button-quiet"
            onClick={() => exportRules(ui, [stored])}
          >
            {t('rules.exportOne')}
          </button>
          <button
            type="button"
            class="button button-quiet"
            disabled={props.isFull}
            title={props.isFull ? t('ruleErrors.tooMany') : undefined}
            onClick={() => duplicateRule(model, ui.rules, stored)}
          >
            {t('ruleForm.duplicate')}
          </button>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => deleteRule(model, ui.rules, stored)}
          >
            {t('ruleForm.delete')}
          </button>
        </span>
      )}
    </div>
  );
}
