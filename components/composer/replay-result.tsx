import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { AlignedPair } from '../../lib/control/align.ts';
import { type Comparison, comparePayloads, isSame } from '../../lib/control/compare-replies.ts';
import { formatNumber, type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { ReplayResult as Result } from '../../lib/panel/replay.ts';
import { rowPreview } from '../messages/payload-words.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { ReplayDifference } from './replay-difference.tsx';
import './replay-result.css';

const ROW_HEIGHT = 22;
const PREVIEW = 200;

/** How an answer stands to that of the first time. */
type Verdict = 'same' | 'differs' | 'missing' | 'new';
const VERDICTS: Readonly<Record<Verdict, { sign: string; word: PlainKey }>> = {
  same: { sign: '=', word: 'replay.same' },
  differs: { sign: '≠', word: 'replay.differs' },
  missing: { sign: '−', word: 'replay.missing' },
  new: { sign: '+', word: 'replay.new' },
};

/** What came back beside what came back the first time. */
export function ReplayResult({ model, ui }: { model: PanelModel; ui: PanelUi }) {
  const replay = ui.composer.run.value?.replay;
  const open = ui.composer.resultOpen.value && replay;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
  }, [open]);
  if (!open) return null;
  return (
    <dialog
      ref={dialog}
      class="replay-result"
      aria-label={t('replay.result')}
      onClose={() => {
        ui.composer.resultOpen.value = false;
      }}
    >
      <Comparisons
        model={model}
        result={replay.result.value}
        close={() => dialog.current?.close()}
      />
    </dialog>
  );
}

function Comparisons(props: { model: PanelModel; result: Result; close: () => void }) {
  const { model, result } = props;
  const [ignoring, setIgnoring] = useState(false);
  const [selected, setSelected] = useState(0);
  const comparisons = useComparisons(model, result);
  const verdicts = comparisons.map((comparison, index) =>
    verdictOf(result.pairs[index]!, comparison, ignoring),
  );
  const count = (verdict: Verdict) =>
    formatNumber(verdicts.filter((each) => each === verdict).length);
  const view = useVirtualizer({ count: verdicts.length, rowHeight: ROW_HEIGHT });
  const pair = result.pairs[selected];
  const move = (event: KeyboardEvent) => {
    const last = verdicts.length - 1;
    const next = {
      ArrowDown: Math.min(last, selected + 1),
      ArrowUp: Math.max(0, selected - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (next === undefined || last < 0) return;
    event.preventDefault();
    setSelected(next);
    view.reveal(next);
  };
  return (
    <>
      <header>
        <h2>{t('replay.result')}</h2>
        <span class="replay-counts" role="status">
          {(Object.keys(VERDICTS) as Verdict[]).map((verdict) => (
            <span key={verdict} class={`verdict-${verdict}`}>
              {VERDICTS[verdict].sign} {count(verdict)} {t(VERDICTS[verdict].word)}
            </span>
          ))}
        </span>
        <label class="check">
          <input
            type="checkbox"
            checked={ignoring}
            onChange={(event) => setIgnoring(event.currentTarget.checked)}
          />
          {t('replay.ignore')}
        </label>
        <button type="button" class="button" onClick={props.close}>
          {t('replay.close')}
        </button>
      </header>
      {verdicts.length === 0 ? (
        <p class="empty">{t('replay.noAnswers')}</p>
      ) : (
        <div
          class="replay-grid"
          role="grid"
          tabIndex={0}
          aria-label={t('replay.answers')}
          aria-rowcount={verdicts.length + 1}
          aria-activedescendant={`answer-${selected}`}
          onKeyDown={move}
        >
          <div class="replay-row replay-head" role="row">
            <span role="columnheader">{t('replay.before')}</span>
            <span role="columnheader">{t('replay.verdict')}</span>
            <span role="columnheader">{t('replay.now')}</span>
          </div>
          <VirtualRows
            view={view}
            role="rowgroup"
            renderRow={(index) => (
              <Row
                key={index}
                index={index}
                model={model}
                result={result}
                verdict={verdicts[index]!}
                selected={index === selected}
                onSelect={() => setSelected(index)}
              />
            )}
          />
        </div>
      )}
      {pair && (
        <ReplayDifference
          log={model.log}
          before={pair.before === null ? null : result.before[pair.before]!}
          now={pair.now === null ? null : result.now[pair.now]!}
          comparison={comparisons[selected] ?? null}
        />
      )}
    </>
  );
}

function Row(props: {
  index: number;
  model: PanelModel;
  result: Result;
  verdict: Verdict;
  selected: boolean;
  onSelect: () => void;
}) {
  const { model, result, verdict } = props;
  const { before, now } = result.pairs[props.index]!;
  const { sign, word } = VERDICTS[verdict];
  return (
    // The grid has the keys.
    <div
      id={`answer-${props.index}`}
      class="replay-row"
      role="row"
      aria-rowindex={props.index + 2}
      aria-selected={props.selected}
      onClick={props.onSelect}
    >
      <code role="gridcell">
        {before !== null && rowPreview(model.log, result.before[before]!, PREVIEW)}
      </code>
      <span role="gridcell" class={`verdict-${verdict}`}>
        {sign} {t(word)}
      </span>
      <code role="gridcell">
        {now !== null && rowPreview(model.log, result.now[now]!, PREVIEW)}
      </code>
    </div>
  );
}

/** Comparisons by pair, each made once; null where one side is missing. */
function useComparisons(model: PanelModel, result: Result): readonly (Comparison | null)[] {
  const made = useMemo(() => new Map<string, Comparison>(), []);
  return useMemo(
    () =>
      result.pairs.map(({ before, now }) => {
        if (before === null || now === null) return null;
        const [firstRow, secondRow] = [result.before[before]!, result.now[now]!];
        const name = `${firstRow}:${secondRow}`;
        const known = made.get(name);
        if (known) return known;
        const [first, second] = [model.log.payload(firstRow), model.log.payload(secondRow)];
        if (first.state !== 'ready' || second.state !== 'ready') return null;
        const comparison = comparePayloads(first.data, second.data);
        made.set(name, comparison);
        return comparison;
      }),
    [result, made, model],
  );
}

function verdictOf(
  { before, now }: AlignedPair,
  comparison: Comparison | null,
  ignoring: boolean,
): Verdict {
  if (before === null) return 'new';
  if (now === null) return 'missing';
  return comparison && isSame(comparison, ignoring) ? 'same' : 'differs';
}
