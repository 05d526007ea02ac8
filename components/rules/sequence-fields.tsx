import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { FilterInput } from '../toolbar/filter-box.tsx';
import { BodyField } from './body-field.tsx';
import { type FormHandle, SelectField, TextField } from './fields.tsx';
import { filterError } from './match-fields.tsx';
import { newStep, type StepForm } from './rule-form.ts';

/** The steps that follow a message, in order. */
export function SequenceFields(props: {
  model: PanelModel;
  handle: FormHandle;
  onSubmit: () => void;
}) {
  const { handle } = props;
  const { steps } = handle.form;
  return (
    <>
      <ol class="rule-steps">
        {steps.map((step) => (
          <li key={step.key} class="rule-step">
            <Step
              {...props}
              step={step}
              set={(change) =>
                handle.set({
                  steps: steps.map((each) =>
                    each.key === step.key ? { ...each, ...change } : each,
                  ),
                })
              }
            />
            {steps.length > 1 && (
              <button
                type="button"
                class="icon-button"
                aria-label={t('ruleForm.removeStep')}
                title={t('ruleForm.removeStep')}
                onClick={() => handle.set({ steps: steps.filter(({ key }) => key !== step.key) })}
              >
                <span aria-hidden="true">×</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      <div class="rule-row">
        <button
          type="button"
          class="button button-quiet"
          onClick={() => handle.set({ steps: [...steps, newStep()] })}
        >
          + {t('ruleForm.addStep')}
        </button>
      </div>
    </>
  );
}

function Step(props: {
  model: PanelModel;
  handle: FormHandle;
  step: StepForm;
  set: (change: Partial<StepForm>) => void;
  onSubmit: () => void;
}) {
  const { handle, step, set } = props;
  return (
    <div class="rule-step-fields">
      <div class="rule-row">
        <SelectField
          label={t('ruleForm.step')}
          isLabelHidden
          value={step.do}
          options={[
            { value: 'send', label: t('ruleForm.stepSend') },
            { value: 'wait', label: t('ruleForm.stepWait') },
            { value: 'rest', label: t('ruleForm.stepRest') },
          ]}
          onValue={(value) => set({ do: value })}
        />
        {step.do === 'send' && (
          <SelectField
            label={t('ruleForm.to')}
            value={step.to}
            options={[
              { value: 'page', label: t('ruleForm.page') },
              { value: 'server', label: t('ruleForm.server') },
            ]}
            onValue={(to) => set({ to })}
          />
        )}
        {step.do === 'wait' && (
          <FilterInput
            model={props.model}
            label={t('ruleForm.filter')}
            placeholder={t('ruleForm.filterHint')}
            text={step.filter}
            error={filterError(step.filter)}
            onText={(filter) => set({ filter })}
          />
        )}
        {step.do !== 'send' && (
          <TextField
            handle={handle}
            field={`${step.key}.ms`}
            label={t(step.do === 'wait' ? 'ruleForm.within' : 'ruleForm.ms')}
            size="short"
            value={step.ms}
            onValue={(ms) => set({ ms })}
          />
        )}
      </div>
      {step.do === 'send' && (
        <BodyField
          handle={handle}
          field={`${step.key}.body`}
          format={step.format}
          text={step.body}
          onChange={({ format = step.format, text = step.body }) => set({ format, body: text })}
          onSubmit={props.onSubmit}
        />
      )}
    </div>
  );
}
