import { computed, signal } from '@preact/signals-core';
import { appendTerm, replaceTerm } from '../query/edit-filter.ts';
import { FilterError } from '../query/filter-syntax.ts';
import type { FilterKey, FilterNode } from '../query/filter-syntax.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { printFilter } from '../query/print-filter.ts';
import { expressionsLoaded } from './expressions-loaded.ts';
import type { PanelModel } from './panel-model.ts';

/** The filter that a user types: its text, what it means, and what is wrong with it. */
export class FilterText {
  readonly text = signal('');
  readonly #parsed = computed(() => this.#parse());
  readonly error = computed(() => this.#parsed.value.error);
  /** The last good one; null lets all pass. The same object while it means the same. */
  readonly node = computed(() => this.#parsed.value.node);
  #lastGood: FilterNode | null = null;

  #parse(): { node: FilterNode | null; error: FilterError | null } {
    void expressionsLoaded.value;
    try {
      const node = parseFilter(this.text.value);
      if (meaning(node) !== meaning(this.#lastGood)) this.#lastGood = node;
      return { node: this.#lastGood, error: null };
    } catch (error) {
      if (!(error instanceof FilterError)) throw error;
      return { node: this.#lastGood, error };
    }
  }
}

/** Narrows the list further, by a condition such as `json:$.user.id = 7`. */
export function appendToFilter(model: Pick<PanelModel, 'filterText'>, term: string): void {
  model.filterText.value = appendTerm(model.filterText.value, term);
}

/** Puts a condition, or none where it is empty, in place of those with its key. */
export function replaceInFilter(
  model: Pick<PanelModel, 'filterText'>,
  key: FilterKey,
  term: string,
): void {
  model.filterText.value = replaceTerm(model.filterText.value, key, term);
}

function meaning(node: FilterNode | null): string {
  return node ? printFilter(node) : '';
}
