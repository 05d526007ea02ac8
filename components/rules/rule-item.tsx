import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { isOfSite, type Rule } from '../../lib/protocol/rule.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { formatCount } from '../format/numbers.ts';
import { formatClock } from '../format/times.ts';
import { dragRule } from './drag-rule.ts';
import { pageSites } from './page-sites.ts';
import type { RuleForm } from './rule-form.ts';
import { describeAction, reasonWords, ruleName } from './rule-words.ts';
import type { RulesUi } from './rules-ui.ts';

/** A rule in the list: its switch, what it does, how often it did. */
export function RuleItem(props: {
  model: PanelModel;
  ui: RulesUi;
  rule: Rule;
  /** To before the one that is at a place now. */
  onMove: (to: number) => void;
}) {
  const { model, ui, rule } = props;
  const name = ruleName(rule);
  const failure = model.rules.failures.value.get(rule.id);
  const sites = pageSites(model);
  const isElsewhere = sites.length > 0 && !sites.some((site) => isOfSite(rule.site, site));
  return (
    <li class={`rule ${rule.on ? '' : 'rule-off'}`} aria-current={ui.selected.value === rule.id}>
      <span
        class="rule-handle"
        title={t('rules.moveOf', { name })}
        aria-hidden="true"
        onPointerDown={(event) => dragRule(event, props.onMove)}
      >
        ⠿
      </span>
      <input
        type="checkbox"
        role="switch"
        aria-label={t('rules.switchOf', { name })}
        checked={rule.on}
        onChange={(event) => {
          const { checked } = event.currentTarget;
          model.rules.change({ type: 'switch', id: rule.id, on: checked });
        }}
      />
      <button
        type="button"
        class="rule-open"
        aria-description={t('rules.moveOf', { name })}
        onClick={() => {
          ui.selected.value = rule.id;
        }}
      >
        <span class="rule-head">
          <bdi class="rule-name">{name}</bdi>
          {ui.drafts.value.has(rule.id) && <span class="tag tag-warn">{t('rules.unsaved')}</span>}
          <Hits model={model} rule={rule} />
        </span>
        <span class="rule-what">
          <span class="rule-action">{describeAction(rule.action)}</span>
          <bdi class="mono">{visibleLine(rule.match.filter, 200)}</bdi>
          {isElsewhere && (
            <span class="tag tag-muted" title={rule.site}>
              {t('rules.elsewhere')}
            </span>
          )}
        </span>
        {failure && (
          <span class="rule-failure">
            ⚠ {t(`ruleFailures.${failure.problem}`)}
            {reasonWords(failure.said) && `: ${reasonWords(failure.said)}`}
          </span>
        )}
      </button>
    </li>
  );
}

function Hits({ model, rule }: { model: PanelModel; rule: Rule }) {
  const count = model.rules.counts.value.get(rule.id);
  if (!count || count.hits === 0) return null;
  return (
    <span class="rule-hits" title={t('rules.lastHit', { time: formatClock(count.last) })}>
      <b>{formatCount(count.hits)}</b> <span>{formatClock(count.last).slice(0, 8)}</span>
      <span class="visually-hidden">{t('rules.hits', { count: count.hits })}</span>
    </span>
  );
}

/** A rule that was begun and not saved yet. */
export function DraftItem({ ui, form }: { ui: RulesUi; form: RuleForm }) {
  return (
    <li class="rule rule-off" aria-current={ui.selected.value === form.id}>
      <button
        type="button"
        class="rule-open"
        onClick={() => {
          ui.selected.value = form.id;
        }}
      >
        <span class="rule-head">
          <bdi class="rule-name">{ruleName(form)}</bdi>
          <span class="tag tag-warn">{t('rules.unsaved')}</span>
        </span>
        <span class="rule-what">
          <span class="rule-action">{t(`ruleActions.${form.type}`)}</span>
          <bdi class="mono">{visibleLine(form.filter, 200)}</bdi>
        </span>
      </button>
    </li>
  );
}
