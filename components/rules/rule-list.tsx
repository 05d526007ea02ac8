import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Rule } from '../../lib/protocol/rule.ts';
import { deleteRule, moveRule } from './rule-actions.ts';
import { DraftItem, RuleItem } from './rule-item.tsx';
import { ruleName } from './rule-words.ts';
import type { RulesUi } from './rules-ui.ts';

/** All rules in the order in which they are asked, and those that were begun. */
export function RuleList({ model, ui }: { model: PanelModel; ui: RulesUi }) {
  const rules = model.rules.rules.value;
  const [said, say] = useState('');
  const stored = new Set(rules.map(({ id }) => id));
  const begun = [...ui.drafts.value.values()].filter(({ id }) => !stored.has(id));

  const move = (rule: Rule, to: number) => {
    if (!moveRule(model, rule, to)) return;
    say(t('rules.moved', { name: ruleName(rule), place: to + 1, count: rules.length }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const buttons = [
      ...(event.currentTarget as Element).querySelectorAll<HTMLElement>('.rule-open'),
    ];
    const at = buttons.indexOf(event.target as HTMLElement);
    if (at < 0) return;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const rule = rules[at];
    if (step !== 0 && event.altKey && rule) move(rule, at + step);
    else if (step !== 0) buttons[at + step]?.focus();
    else if (event.key === 'Delete' && rule) {
      (buttons[at + 1] ?? buttons[at - 1])?.focus();
      deleteRule(model, ui, rule);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <ul class="rule-list" aria-label={t('rules.list')} onKeyDown={onKeyDown}>
        {rules.map((rule, index) => (
          <RuleItem
            key={rule.id}
            model={model}
            ui={ui}
            rule={rule}
            onMove={(to) => move(rule, to > index ? to - 1 : to)}
          />
        ))}
        {begun.map((form) => (
          <DraftItem key={form.id} ui={ui} form={form} />
        ))}
      </ul>
      <span class="visually-hidden" role="status">
        {said}
      </span>
    </>
  );
}
