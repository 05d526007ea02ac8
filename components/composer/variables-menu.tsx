import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Popover } from '../popover/popover.tsx';
import { CODECS } from './codecs.ts';

const VARIABLES: readonly { text: string; what: PlainKey }[] = [
  { text: '{{uuid}}', what: 'composer.varUuid' },
  { text: '{{now}}', what: 'composer.varNow' },
  { text: '{{now s}}', what: 'composer.varNowSeconds' },
  { text: '{{now iso}}', what: 'composer.varNowIso' },
  { text: '{{counter}}', what: 'composer.varCounter' },
  { text: '{{random 1 6}}', what: 'composer.varRandom' },
  { text: '{{last.receive $.token}}', what: 'composer.varReceived' },
  { text: '{{last.send $.id}}', what: 'composer.varSent' },
  { text: "{{'{{'}}", what: 'composer.varLiteral' },
];

/** What can be put into a message when it is sent, and whether it is. */
export function VariablesMenu({ ui }: { ui: PanelUi }) {
  const { variables, count } = ui.composer;
  const possible = CODECS[ui.draftFormat.value].variables;
  return (
    <Popover
      class={`button variables-button ${possible && variables.value ? '' : 'button-off'}`}
      name={t('composer.variables')}
      title={t(possible ? 'composer.variablesHint' : 'composer.variablesText')}
      disabled={!possible}
      label={t('composer.variables')}
      renderContent={(close) => (
        <div class="composer-menu">
          <label class="check">
            <input
              type="checkbox"
              checked={variables.value}
              onChange={(event) => {
                variables.value = event.currentTarget.checked;
              }}
            />
            {t('composer.replaceVariables')}
          </label>
          <ul class="variables">
            {VARIABLES.map(({ text, what }) => (
              <li key={text}>
                <button
                  type="button"
                  class="list-item"
                  disabled={!variables.value}
                  onClick={() => {
                    close();
                    ui.targets.draft?.insert(text);
                  }}
                >
                  <code>{text}</code>
                  <span>{t(what)}</span>
                </button>
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="button"
            disabled={count.value === 0}
            onClick={() => {
              count.value = 0;
            }}
          >
            {t('composer.counterAgain')}
          </button>
        </div>
      )}
    >
      <span aria-hidden="true">{'{{ }}'}</span>
    </Popover>
  );
}
