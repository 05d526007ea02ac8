import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { rulePairOf } from '../../lib/panel/rule-pairs.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { ruleName } from './rule-words.ts';

/** Which rules did something to a message, and the way to what it was before. */
export function RowRules({ model, ui, row }: { model: PanelModel; ui: PanelUi; row: number }) {
  void model.version.value;
  const { before, after } = rulePairOf(model.log, row);
  const hits = hitsAt(model, before ?? row);
  const names = [...new Set(hits.map(({ rule }) => rule))];
  const isPair = before !== null && after !== null;
  if (names.length === 0 && !isPair) return null;
  return (
    <div class="view-bar row-rules">
      <span>
        <span class="row-rules-sign" aria-hidden="true">
          ◆{' '}
        </span>
        {names.length > 0 && (
          <>
            {t('rules.byRule')}{' '}
            {names.map((id) => (
              <RuleLink key={id} model={model} ui={ui} id={id} />
            ))}
          </>
        )}
      </span>
      {isPair && (
        <>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => {
              model.selectedRow.value = row === after ? before : after;
            }}
          >
            {t(row === after ? 'rules.toBefore' : 'rules.toAfter')}
          </button>
          <button
            type="button"
            class="button button-quiet"
            onClick={() => {
              ui.reference.value = before;
              ui.compareWith.value = 'marked';
              model.selectedRow.value = after;
              ui.tab.value = 'compare';
            }}
          >
            {t('rules.compare')}
          </button>
        </>
      )}
    </div>
  );
}

function RuleLink({ model, ui, id }: { model: PanelModel; ui: PanelUi; id: string }) {
  const rule = model.rules.rules.value.find((each) => each.id === id);
  if (!rule) return <span>{t('rules.gone')} </span>;
  return (
    <button
      type="button"
      class="button button-quiet"
      onClick={() => {
        ui.rules.selected.value = id;
        ui.rules.view.value = 'rules';
        ui.rules.open.value = true;
      }}
    >
      {ruleName(rule)}
    </button>
  );
}

function hitsAt(model: PanelModel, row: number) {
  const connection = model.connection(model.log.connection(row));
  if (!connection) return [];
  return model.rules.hitsOf(connection.documentId, connection.id, model.log.index(row));
}
