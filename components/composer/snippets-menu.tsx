import { useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { addSnippet, type SnippetRefusal, type StoredDraft } from '../../lib/panel/drafts.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Popover } from '../popover/popover.tsx';
import { CODECS, inputFormat } from './codecs.ts';
import { currentDraft, takeDraft } from './composer-actions.ts';

const REFUSALS = {
  name: 'composer.snippetName',
  tooLong: 'composer.snippetTooLong',
  tooMany: 'composer.snippetTooMany',
} as const satisfies Record<SnippetRefusal, string>;

/** Messages that were kept with a name, and those that were sent. */
export function SnippetsMenu({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  return (
    <Popover
      title={t('composer.snippetsHint')}
      label={t('composer.snippets')}
      renderContent={(close) => (
        <div class="composer-menu snippets">
          <SaveForm model={model} ui={ui} />
          <h3>{t('composer.snippets')}</h3>
          <SnippetList model={model} ui={ui} close={close} />
          <h3>{t('composer.history')}</h3>
          <History model={model} ui={ui} close={close} />
        </div>
      )}
    >
      {t('composer.snippets')}
    </Popover>
  );
}

function SaveForm({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const [name, setName] = useState('');
  const [refusal, setRefusal] = useState<SnippetRefusal | null>(null);
  const { snippets } = model.preferences;
  return (
    <form
      class="snippet-form"
      onSubmit={(event) => {
        event.preventDefault();
        const added = addSnippet(snippets.value, { ...currentDraft(ui), name });
        if (typeof added === 'string') {
          setRefusal(added);
          return;
        }
        snippets.value = added;
        setName('');
      }}
    >
      <input
        class="field"
        aria-label={t('composer.snippetNew')}
        placeholder={t('composer.snippetNew')}
        aria-invalid={refusal !== null}
        aria-describedby="snippet-error"
        value={name}
        onInput={(event) => {
          setName(event.currentTarget.value);
          setRefusal(null);
        }}
      />
      <button type="submit" class="button" disabled={ui.draft.value === ''}>
        {t('composer.snippetSave')}
      </button>
      <span id="snippet-error" class="composer-error" aria-live="polite">
        {refusal && `✕ ${t(REFUSALS[refusal])}`}
      </span>
    </form>
  );
}

interface ListProps {
  model: PanelModel;
  ui: PanelUi;
  close: () => void;
}

function SnippetList({ model, ui, close }: ListProps) {
  const { snippets } = model.preferences;
  if (snippets.value.length === 0) return <p class="hint">{t('composer.noSnippets')}</p>;
  return (
    <ul>
      {snippets.value.map((snippet) => (
        <li key={snippet.name}>
          <DraftButton draft={snippet} name={snippet.name} ui={ui} close={close} />
          <button
            type="button"
            class="icon-button"
            aria-label={t('composer.snippetDelete', { name: snippet.name })}
            onClick={() => {
              snippets.value = snippets.value.filter((each) => each.name !== snippet.name);
            }}
          >
            <span aria-hidden="true">✕</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function History({ model, ui, close }: ListProps) {
  const { composerHistory } = model.preferences;
  if (composerHistory.value.length === 0) return <p class="hint">{t('composer.noHistory')}</p>;
  return (
    <>
      <ul>
        {composerHistory.value.map((draft) => (
          <li key={`${draft.format}:${draft.text}`}>
            <DraftButton draft={draft} name="" ui={ui} close={close} />
          </li>
        ))}
      </ul>
      <button
        type="button"
        class="button"
        onClick={() => {
          composerHistory.value = [];
        }}
      >
        {t('composer.historyClear')}
      </button>
    </>
  );
}

function DraftButton(props: { draft: StoredDraft; name: string; ui: PanelUi; close: () => void }) {
  const { draft, name, ui } = props;
  return (
    <button
      type="button"
      class="list-item"
      onClick={() => {
        props.close();
        takeDraft(ui, draft);
      }}
    >
      {name && <b>{visibleLine(name, 80)}</b>}
      <span class="tag tag-muted">{t(CODECS[inputFormat(draft.format)].label)}</span>
      <code>{visibleLine(draft.text, 120)}</code>
    </button>
  );
}
