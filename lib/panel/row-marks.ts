import { computed } from '@preact/signals-core';
import { compileFilter } from '../query/compile-filter.ts';
import { needsOf } from '../query/log-subject.ts';
import type { LogSubject } from '../query/log-subject.ts';
import type { Predicate } from '../query/predicate.ts';
import type { LogReader, PayloadState } from '../session/types.ts';
import type { ActiveFilters } from './active-filters.ts';
import type { SavedFilter } from './saved-filters.ts';

/** Rows whose marks are kept: some screens. */
const KEPT_ROWS = 2000;

/** What a filter said of a row, and all that may change of a row and with it the answer. */
interface KnownMark {
  readonly filter: SavedFilter | undefined;
  readonly payload: PayloadState['state'];
  readonly detail: unknown;
  readonly url: string | undefined;
}

/** Which saved filter marks a row; asked of the rows that are drawn, and of no others. */
export class RowMarks {
  readonly #log: LogReader;
  readonly #subject: LogSubject;
  readonly #marks;
  readonly #needs;

  constructor(active: ActiveFilters, log: LogReader, subject: LogSubject) {
    this.#log = log;
    this.#subject = subject;
    this.#marks = computed(() => {
      const now = Date.now();
      const filters = active.marking.value.map(({ filter, node }) => ({
        filter,
        passes: compileFilter(node, subject, now),
      }));
      return { filters, known: new Map<number, KnownMark>() };
    });
    this.#needs = computed(() => {
      const nodes = active.marking.value.map(({ node }) => node);
      return needsOf({ type: 'or', nodes, start: 0, end: 0 });
    });
  }

  /** The first filter that marks a row; undefined where none does, or where it is not known yet. */
  of(row: number): SavedFilter | undefined {
    const { filters, known } = this.#marks.value;
    if (filters.length === 0) return undefined;
    const payload = this.#log.payload(row).state;
    const detail = this.#log.detail(row);
    const url = this.#subject.connection(row)?.url;
    const mark = known.get(row);
    if (mark?.payload === payload && mark.detail === detail && mark.url === url) return mark.filter;
    const answer = firstThatPasses(filters, row);
    if (answer === null) return undefined;
    const [oldest] = known.keys();
    if (known.size >= KEPT_ROWS && oldest !== undefined) known.delete(oldest);
    known.set(row, { filter: answer, payload, detail, url });
    return answer;
  }

  /** Looks at rows before `end` for what marks need to know of them; returns whether some are left. */
  advance(end: number): boolean {
    return this.#subject.advanceForAWhile(this.#needs.value, end);
  }
}

/** Undefined where none passes; null where it is not known yet of one before any that does. */
function firstThatPasses(
  filters: readonly { filter: SavedFilter; passes: Predicate<number> }[],
  row: number,
): SavedFilter | undefined | null {
  for (const { filter, passes } of filters) {
    const marks = passes(row);
    if (marks === undefined) return null;
    if (marks) return filter;
  }
  return undefined;
}
