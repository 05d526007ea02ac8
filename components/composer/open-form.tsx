import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { attempt } from './composer-actions.ts';
import { InlineForm } from './inline-form.tsx';
import { composerTarget } from './target.ts';

const LONGEST_LABEL = 80;

/** Asks for url, protocols and frame, and opens a connection there. */
export function OpenForm({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const { connection } = composerTarget(model);
  const [url, setUrl] = useState(connection?.url ?? '');
  const [protocols, setProtocols] = useState(connection?.protocols.join(', ') ?? '');
  const documents = model.documents.value.filter(({ source }) => source === undefined);
  const [chosen, setChosen] = useState(connection?.documentId ?? '');
  const found = documents.find(({ documentId }) => documentId === chosen) ?? documents[0];
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => {
    first.current?.focus();
    // Documents without sockets keep quiet until they are asked.
    model.wakeDocuments();
  }, [model]);
  const error = !isSocketUrl(url) ? t('composer.urlWrong') : !found ? t('composer.noFrame') : '';

  const submit = async () => {
    if (!found) return;
    const asked = protocols.split(/[\s,]+/).filter(Boolean);
    const open = () => model.openConnection(found.documentId, url.trim(), asked);
    if (await attempt(ui, () => t('composer.opening'), open)) ui.composer.form.value = null;
  };

  return (
    <InlineForm
      ui={ui}
      label={t('composer.open')}
      submit={t('composer.openNow')}
      disabled={error !== ''}
      hint={error || t('composer.openHelp')}
      wrong={error !== ''}
      onSubmit={submit}
    >
      <label class="close-reason">
        {t('composer.url')}
        <input
          ref={first}
          class="field"
          inputMode="url"
          value={url}
          aria-invalid={!isSocketUrl(url)}
          aria-describedby="form-hint"
          onInput={(event) => setUrl(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('composer.protocols')}
        <input
          class="field"
          value={protocols}
          onInput={(event) => setProtocols(event.currentTarget.value)}
        />
      </label>
      <label>
        {t('composer.frame')}
        <select
          class="field"
          value={found?.documentId ?? ''}
          onChange={(event) => setChosen(event.currentTarget.value)}
        >
          {documents.map((each) => (
            <option key={each.documentId} value={each.documentId}>
              {each.url.slice(0, LONGEST_LABEL)}
            </option>
          ))}
        </select>
      </label>
    </InlineForm>
  );
}

/** What the constructor takes (WHATWG WebSockets): `http` stands for `ws`, and no fragment. */
function isSocketUrl(text: string): boolean {
  try {
    const { protocol, hash } = new URL(text.trim());
    return /^(?:ws|wss|http|https):$/.test(protocol) && hash === '';
  } catch {
    return false;
  }
}
