import { useId } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { RuleAction } from '../../lib/protocol/rule.ts';
import type { FormHandle } from './fields.tsx';

type ActionType = RuleAction['type'];

const GROUPS = [
  {
    label: 'ruleForm.toMessages',
    types: [
      'replace',
      'answer',
      'pause',
      'block',
      'delay',
      'drop',
      'duplicate',
      'reorder',
      'close',
      'sequence',
      'break',
    ],
  },
  { label: 'ruleForm.toConnections', types: ['network', 'refuse', 'redirect', 'mock'] },
] as const satisfies readonly { label: string; types: readonly ActionType[] }[];

/** Chooses what a rule does, and says what that means. */
export function ActionSelect({ handle }: { handle: FormHandle }) {
  const id = useId();
  const { type } = handle.form;
  return (
    <div class="rule-row rule-do">
      <label class="rule-word" for={id}>
        {t('ruleForm.do')}
      </label>
      <select
        id={id}
        class="field"
        value={type}
        aria-describedby={`${id}-hint`}
        onChange={(event) => handle.set({ type: event.currentTarget.value as ActionType })}
      >
        {GROUPS.map(({ label, types }) => (
          <optgroup key={label} label={t(label)}>
            {types.map((each) => (
              <option key={each} value={each}>
                {t(`ruleActions.${each}`)}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <span id={`${id}-hint`} class="rule-hint">
        {t(`ruleActions.${type}Hint`)}
      </span>
    </div>
  );
}
