import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { MAX_VALUES } from '../../lib/reading/read-json.ts';
import { JsonTree } from '../json-tree/json-tree.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { TextView } from './text-view.tsx';
import type { Unfold } from './unfold-buttons.tsx';
import { useJson } from './use-json.ts';

/** Text as a tree where it is a JSON object or array, else as it is. */
export function JsonOrText(props: {
  text: string;
  model: PanelModel;
  ui: PanelUi;
  unfold: Unfold;
  /** The text was inside the message, where no filter and no column look. */
  nested: boolean;
}) {
  const { text, model, ui } = props;
  const json = useJson(text);
  if (!json.done) return <Reading share={json.share} />;
  if (json.value?.ok) {
    const { document } = json.value;
    const { unfold, nested } = props;
    return <JsonTree document={document} model={model} ui={ui} unfold={unfold} nested={nested} />;
  }
  return (
    <>
      {json.value && (
        <div class="view-bar">
          <span>
            {json.value.fault === 'many'
              ? t('details.tooManyValues', { most: MAX_VALUES })
              : t('details.jsonFault', { place: json.value.at + 1 })}
          </span>
        </div>
      )}
      <TextView text={text} ui={ui} />
    </>
  );
}

/** Says how far the reading of a long text is. */
export function Reading({ share }: { share: number }) {
  return (
    <div class="empty">
      <p>{t('details.reading', { percent: Math.floor(share * 100) })}</p>
    </div>
  );
}
