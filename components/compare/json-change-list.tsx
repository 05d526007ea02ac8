import { t } from '../../lib/i18n/translate.ts';
import type { JsonChanges } from '../../lib/reading/compare/compare-json.ts';
import type { JsonDocument } from '../../lib/reading/json-document.ts';
import { shortPath } from '../../lib/reading/json-path.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { ComparedRow, ComparedRows, KIND_WORDS } from './compared-rows.tsx';

const PATH_LIMIT = 200;
const VALUE_LIMIT = 200;

/** The values that differ, each with its path and what it was and is. */
export function JsonChangeList(props: {
  comparison: JsonChanges & { before: JsonDocument; after: JsonDocument };
}) {
  const { before, after, changes, more } = props.comparison;
  return (
    <>
      <div class="view-bar">
        <span>
          {t('compare.differences', { count: changes.length })}
          {more ? ` ${t('compare.andMore')}` : ''}
        </span>
      </div>
      <ComparedRows
        label={t('compare.title')}
        count={changes.length}
        renderRow={(index) => {
          const change = changes[index];
          if (!change) return null;
          const kind = change.before < 0 ? 'added' : change.after < 0 ? 'removed' : 'changed';
          const path =
            change.after < 0 ? shortPath(before, change.before) : shortPath(after, change.after);
          return (
            <ComparedRow key={index} kind={kind} word={t(KIND_WORDS[kind])}>
              <span class="compare-path">{visibleLine(path, PATH_LIMIT)}</span>{' '}
              {change.before >= 0 && <del>{brief(before, change.before)}</del>}
              {kind === 'changed' && <span aria-hidden="true"> → </span>}
              {change.after >= 0 && <ins>{brief(after, change.after)}</ins>}
            </ComparedRow>
          );
        }}
      />
    </>
  );
}

function brief(document: JsonDocument, value: number): string {
  return visibleLine(document.source(value, VALUE_LIMIT + 1), VALUE_LIMIT);
}
