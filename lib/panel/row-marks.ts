import { computed } from '@preact/signals-core';
import { compileFilter } from '../query/compile-filter.ts';
import { needsOf } from '../query/log-subject.ts';
import type { LogSubject } from '../query/log-subject.ts';
import type { ActiveFilters } from './active-filters.ts';
import type { SavedFilter } from './saved-filters.ts';

/** Which saved filter marks a row; asked of the rows that are drawn, and of no others. */
export class RowMarks {
  readonly #subject: LogSubject;
  readonly #marks;
  readonly #needs;

  constructor(active: ActiveFilters, subject: LogSubject) {
    this.#subject = subject;
    this.#marks = computed(() => {
      const now = Date.now();
      return active.marking.value.map(({ filter, node }) => ({
        filter,
        passes: compileFilter(node, subject, now),
      }));
    });
    this.#needs = computed(() => {
      const nodes = active.marking.value.map(({ node }) => node);
      return needsOf({ type: 'or', nodes, start: 0, end: 0 });
    });
  }

  /** The first filter that marks a row; undefined where none does, or where it is not known yet. */
  of(row: number): SavedFilter | undefined {
    return this.#marks.value.find(({ passes }) => passes(row))?.filter;
  }

  /** Looks at rows before `end` for what marks need to know of them; returns whether some are left. */
  advance(end: number): boolean {
    return this.#subject.advanceForAWhile(this.#needs.value, end);
  }
}
