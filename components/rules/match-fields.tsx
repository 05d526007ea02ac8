import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isConnectionAction } from '../../lib/protocol/rule.ts';
import { FilterError } from '../../lib/query/filter-syntax.ts';
import { parseFilter } from '../../lib/query/parse-filter.ts';
import { FilterInput } from '../toolbar/filter-box.tsx';
import type { RuleForm } from './rule-form.ts';
import { type FormHandle, TextField } from './fields.tsx';

/** Which messages or connections a rule is for, and which of those. */
export function MatchFields({ model, handle }: { model: PanelModel; handle: FormHandle }) {
  const { form, set } = handle;
  const isOfConnections = isConnectionAction({ type: form.type } as Parameters<
    typeof isConnectionAction
  >[0]);
  const hasSome = form.every + form.probability + form.first !== '';
  const [isOpen, open] = useState(hasSome);
  return (
    <div class="rule-row rule-when">
      <span class="rule-word">{t('ruleForm.when')}</span>
      <FilterInput
        model={model}
        label={t(isOfConnections ? 'ruleForm.connectionFilter' : 'ruleForm.filter')}
        placeholder={t(isOfConnections ? 'ruleForm.connectionFilterHint' : 'ruleForm.filterHint')}
        text={form.filter}
        error={filterError(form.filter)}
        onText={(filter) => set({ filter })}
      />
      {isOpen ? (
        <span class="rule-some">
          <Some handle={handle} name="every" unit={t('ruleForm.everyUnit')} />
          <Some handle={handle} name="probability" unit={t('ruleForm.percent')} />
          <Some handle={handle} name="first" unit={t('ruleForm.firstUnit')} />
        </span>
      ) : (
        <button type="button" class="button button-quiet" onClick={() => open(true)}>
          {t('ruleForm.some')}
        </button>
      )}
    </div>
  );
}

function Some(props: {
  handle: FormHandle;
  name: 'every' | 'probability' | 'first';
  unit: string;
}) {
  const { handle, name } = props;
  return (
    <TextField
      handle={handle}
      field={name}
      label={t(`ruleForm.${name}`)}
      size="short"
      unit={props.unit}
      value={handle.form[name]}
      onValue={(value) => handle.set({ [name]: value } as Partial<RuleForm>)}
    />
  );
}

/** What is wrong with a filter; null where nothing is. */
export function filterError(text: string): FilterError | null {
  try {
    parseFilter(text);
    return null;
  } catch (error) {
    if (error instanceof FilterError) return error;
    throw error;
  }
}
