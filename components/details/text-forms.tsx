import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { printJson, type PrintedJson } from '../../lib/reading/print-json.ts';
import { looksLikeJson, readJson } from '../../lib/reading/read-json.ts';
import type { Work } from '../../lib/reading/slices.ts';
import type { Payload } from '../../lib/session/types.ts';
import { CopyButton } from '../clipboard/copy-button.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { Segmented } from '../toolbar/segmented.tsx';
import { useWork } from '../work/use-work.ts';
import { Reading } from './json-or-text.tsx';
import { TextView } from './text-view.tsx';

/** Longer JSON is shown as it came: printed and coloured it would weigh many times as much. UTF-16 units. */
const PRETTY_AT_MOST = 2_000_000;

/** A payload as text: JSON indented and in colours, or all as it came. */
export function TextForms({ data, ui }: { data: Payload; ui: PanelUi }) {
  const text = useMemo(
    () => (typeof data === 'string' ? data : new TextDecoder().decode(data)),
    [data],
  );
  const printed = useWork(print, text);
  const pretty = printed.done ? printed.value : null;
  const asPretty = pretty !== null && ui.textForm.value === 'pretty';
  const shown = asPretty ? pretty.text : text;
  return (
    <>
      <div class="view-bar">
        <span>
          {typeof data !== 'string' && `${t('details.bytesAsUtf8')} · `}
          {t('units.characters', { count: text.length })}
        </span>
        {pretty && (
          <Segmented
            label={t('details.textForm')}
            value={ui.textForm}
            options={[
              { value: 'pretty', label: 'details.pretty' },
              { value: 'raw', label: 'details.raw' },
            ]}
          />
        )}
        <CopyButton label={t('details.copy')} ui={ui} text={() => shown} />
      </div>
      {printed.done ? (
        <TextView
          key={String(asPretty)}
          text={shown}
          tokens={asPretty ? pretty.tokens : undefined}
          ui={ui}
        />
      ) : (
        <Reading share={printed.share} />
      )}
    </>
  );
}

function* print(text: string): Work<PrintedJson | null> {
  if (text.length > PRETTY_AT_MOST || !looksLikeJson(text)) return null;
  const read = yield* readJson(text);
  return read.ok ? yield* printJson(read.document) : null;
}
