import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { compare, COMPARED_AT_MOST } from '../../lib/reading/compare/compare.ts';
import type { Payload } from '../../lib/session/types.ts';
import { Reading } from '../details/json-or-text.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useWork } from '../work/use-work.ts';
import { ByteRows } from './byte-rows.tsx';
import { JsonChangeList } from './json-change-list.tsx';
import { TextLines, TextWords } from './text-lines.tsx';

/** How two payloads differ. */
export function ComparisonView(props: { before: Payload; after: Payload; ui: PanelUi }) {
  const { before, after } = props;
  const subject = useMemo(() => ({ before, after }), [before, after]);
  const progress = useWork(compare, subject);
  if (!progress.done) return <Reading share={progress.share} />;
  const comparison = progress.value;
  switch (comparison.form) {
    case 'same':
      return <Nothing text={t('compare.same')} />;
    case 'long':
      return <Nothing text={t('compare.tooLong', { most: COMPARED_AT_MOST })} />;
    case 'json':
      if (comparison.changes.length === 0) return <Nothing text={t('compare.sameJson')} />;
      return <JsonChangeList comparison={comparison} />;
    case 'text':
      return comparison.by === 'words' ? (
        <TextWords comparison={comparison} />
      ) : (
        <TextLines comparison={comparison} />
      );
    case 'bytes':
      return <ByteRows comparison={comparison} />;
  }
}

function Nothing({ text }: { text: string }) {
  return (
    <div class="empty">
      <p>{text}</p>
    </div>
  );
}
