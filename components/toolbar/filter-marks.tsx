import type { FilterError } from '../../lib/query/filter-syntax.ts';

/** Lies under the text of the filter and underlines the word at fault. */
export function FilterMarks(props: {
  text: string;
  error: FilterError;
  /** Pixels that the text is scrolled by. */
  scrolled: number;
}) {
  const { text, error } = props;
  return (
    <div class="filter-marks mono" aria-hidden="true">
      <span style={{ transform: `translateX(${-props.scrolled}px)` }}>
        {text.slice(0, error.start)}
        <mark>{text.slice(error.start, error.end)}</mark>
      </span>
    </div>
  );
}
