import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import { findInText, literal } from '../../lib/reading/find.ts';
import type { PrintedJson } from '../../lib/reading/print-json.ts';
import { type Query, useFind } from '../find/use-find.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { type Paint, type PaintName, paintText } from './paint-text.ts';
import { firstWindow, showWindow, type TextWindow, widen, windowAround } from './text-window.ts';
import './text-view.css';

/** More tokens or matches in what is laid out are not coloured. */
const MOST_PAINTED = 30_000;

interface TextViewProps {
  text: string;
  /** Where in the text the tokens of JSON are. */
  tokens?: PrintedJson['tokens'] | undefined;
  ui: PanelUi;
}

/** Text as it is, with its lines; of a long text a part that grows when asked to. */
export function TextView({ text, tokens, ui }: TextViewProps) {
  const [window, setWindow] = useState(() => firstWindow(text.length));
  const element = useRef<HTMLPreElement>(null);
  const finding = useFind(ui.find, text, search);
  const { at, current } = finding;
  const length = finding.query?.text.length ?? 0;

  useEffect(() => {
    if (current !== null) setWindow((before) => windowAround(before, current, text.length));
  }, [current, text]);

  const { shown, placeOf } = useMemo(() => showWindow(text, window), [text, window]);

  useLayoutEffect(() => {
    const node = element.current?.firstChild;
    if (!(node instanceof Text)) return;
    return paintText(node, paintOf({ tokens, at, current, length }, window, placeOf));
  }, [shown, placeOf, window, tokens, at, current, length]);

  useLayoutEffect(() => {
    const node = element.current?.firstChild;
    const scroller = element.current?.parentElement;
    if (current === null || !scroller || !(node instanceof Text)) return;
    if (current < window.start || current >= window.end) return;
    const range = document.createRange();
    range.setStart(node, Math.min(node.length, placeOf(current)));
    range.setEnd(node, Math.min(node.length, placeOf(current + length)));
    const found = range.getBoundingClientRect();
    const frame = scroller.getBoundingClientRect();
    if (found.top < frame.top || found.bottom > frame.bottom)
      scroller.scrollTop += found.top - frame.top - frame.height / 2;
  }, [window, placeOf, current, length]);

  if (text === '')
    return (
      <div class="empty">
        <p>{t('details.empty')}</p>
      </div>
    );
  return (
    <div class="text-view" role="region" aria-label={t('details.text')} tabIndex={0}>
      <More count={window.start} where="before" window={window} text={text} set={setWindow} />
      <pre class="mono" ref={element}>
        {shown}
      </pre>
      <More
        count={text.length - window.end}
        where="after"
        window={window}
        text={text}
        set={setWindow}
      />
    </div>
  );
}

function More(props: {
  count: number;
  where: 'before' | 'after';
  window: TextWindow;
  text: string;
  set: (window: TextWindow) => void;
}) {
  const { count, where, window, text } = props;
  if (count === 0) return null;
  return (
    <p>
      {t('units.moreCharacters', { count })}{' '}
      <button
        type="button"
        class="button"
        onClick={() => props.set(widen(window, where, text.length))}
      >
        {t(where === 'before' ? 'details.showBefore' : 'details.showMore')}
      </button>
    </p>
  );
}

function paintOf(
  what: {
    tokens: PrintedJson['tokens'] | undefined;
    at: readonly number[];
    current: number | null;
    length: number;
  },
  { start, end }: TextWindow,
  placeOf: (offset: number) => number,
): Paint {
  const paint = new Map<PaintName, [number, number][]>();
  let painted = 0;
  const put = (name: PaintName, from: number, to: number) => {
    if (to <= start || from >= end || painted === MOST_PAINTED) return;
    painted += 1;
    const ranges = paint.get(name) ?? [];
    paint.set(name, ranges);
    ranges.push([placeOf(Math.max(from, start)), placeOf(Math.min(to, end))]);
  };
  for (const offset of what.at)
    put(offset === what.current ? 'found-current' : 'found', offset, offset + what.length);
  for (const token of what.tokens ?? []) put(`json-${token.type}`, token.start, token.end);
  return paint;
}

function search(text: string, query: Query) {
  return findInText(text, literal(query.text, query.matchCase), query.text.length);
}
