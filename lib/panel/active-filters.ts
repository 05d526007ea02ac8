import { computed } from '@preact/signals-core';
import type { ReadonlySignal, Signal } from '@preact/signals-core';
import type { FilterNode } from '../query/filter-syntax.ts';
import { parseFilter } from '../query/parse-filter.ts';
import { expressionsLoaded } from './expressions-loaded.ts';
import type { SavedEffect, SavedFilter } from './saved-filters.ts';

/** What the saved filters that are on mean for the list. */
export class ActiveFilters {
  readonly #saved: Signal<readonly SavedFilter[]>;
  /** What narrows the list, as text: the search begins anew only when this changed. */
  readonly #narrowing = computed(() =>
    JSON.stringify([this.#textsOf('show'), this.#textsOf('hide')]),
  );
  /** What each row that is shown must pass. */
  readonly narrowing: ReadonlySignal<readonly FilterNode[]> = computed(() => {
    void expressionsLoaded.value;
    const [show, hide] = JSON.parse(this.#narrowing.value) as [string[], string[]];
    const shown = show.flatMap(read);
    const hidden = hide.flatMap(read);
    const nodes = hidden.map((node): FilterNode => ({ type: 'not', node, start: 0, end: 0 }));
    // Several of them show what any of them finds.
    if (shown.length > 0) nodes.push({ type: 'or', nodes: shown, start: 0, end: 0 });
    return nodes;
  });
  /** What marks rows, the first ones before the others. */
  readonly marking = computed(() => {
    void expressionsLoaded.value;
    return this.#saved.value.flatMap((filter) => {
      if (!filter.on || !filter.effect.startsWith('mark')) return [];
      return read(filter.text).map((node) => ({ filter, node }));
    });
  });

  constructor(saved: Signal<readonly SavedFilter[]>) {
    this.#saved = saved;
  }

  #textsOf(effect: SavedEffect): string[] {
    return this.#saved.value
      .filter((each) => each.on && each.effect === effect)
      .map(({ text }) => text);
  }
}

/** Nothing of a text that is no filter (any more). */
function read(text: string): FilterNode[] {
  try {
    const node = parseFilter(text);
    return node ? [node] : [];
  } catch {
    return [];
  }
}
