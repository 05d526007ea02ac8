import { useMemo } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { TextComparison } from '../../lib/reading/compare/compare-text.ts';
import { linesOfRuns } from '../../lib/reading/compare/lines.ts';
import { visibleLine, visibleText } from '../../lib/session/visible-text.ts';
import { ComparedRow, ComparedRows, KIND_WORDS } from './compared-rows.tsx';

/** Lines of what is the same that are shown around what is not. */
const CONTEXT = 3;
const LINE_LIMIT = 2000;

/** Two texts line by line. */
export function TextLines({ comparison }: { comparison: TextComparison }) {
  const { before, after, runs } = comparison;
  const lines = useMemo(() => linesOfRuns(runs, CONTEXT), [runs]);
  return (
    <ComparedRows
      label={t('compare.title')}
      count={lines.length}
      renderRow={(index) => {
        const line = lines[index];
        if (!line) return null;
        if (line.kind === 'folded')
          return (
            <ComparedRow key={index} kind="folded" word="">
              {t('compare.sameLines', { count: line.count })}
            </ComparedRow>
          );
        const text = line.kind === 'removed' ? before[line.before] : after[line.after];
        const word = line.kind === 'same' ? '' : t(KIND_WORDS[line.kind]);
        return (
          <ComparedRow key={index} kind={line.kind} word={word}>
            {visibleLine((text ?? '').replace(/\r?\n$/, ''), LINE_LIMIT)}
          </ComparedRow>
        );
      }}
    />
  );
}

/** Two texts of one line, word by word. */
export function TextWords({ comparison }: { comparison: TextComparison }) {
  const { before, after, runs } = comparison;
  return (
    <div class="text-view" role="region" aria-label={t('compare.title')} tabIndex={0}>
      <pre class="mono compare-words">
        {runs.map(({ same, beforeStart, beforeEnd, afterStart, afterEnd }) => {
          const now = join(after, afterStart, afterEnd);
          const old = join(before, beforeStart, beforeEnd);
          return (
            <span key={`${beforeStart} ${afterStart}`}>
              {same ? now : [old && <del key="old">{old}</del>, now && <ins key="now">{now}</ins>]}
            </span>
          );
        })}
      </pre>
    </div>
  );
}

function join(words: readonly string[], start: number, end: number): string {
  return visibleText(words.slice(start, end).join(''));
}
