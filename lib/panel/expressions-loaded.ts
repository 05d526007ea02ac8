import { signal } from '@preact/signals-core';
import { loadExpressions } from '../query/load-expressions.ts';

/** Whether filters may have expressions; until then those that have are not good yet. */
export const expressionsLoaded = signal(false);

/** Loads what runs expressions, once the panel is there: it is a third of the panel's size. */
export async function loadFilterExpressions(): Promise<void> {
  await loadExpressions();
  expressionsLoaded.value = true;
}
