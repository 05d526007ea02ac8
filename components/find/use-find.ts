import { batch } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { Found } from '../../lib/reading/find.ts';
import { inSlices, type Work } from '../../lib/reading/slices.ts';
import type { Find } from './find-state.ts';

/** What to look for. */
export interface Query {
  text: string;
  matchCase: boolean;
}

/** What a viewer draws of a search: the query, where it was found, and which of that is the current. */
export interface Finding {
  query: Query | null;
  at: readonly number[];
  /** One of `at`; null where nothing was found. */
  current: number | null;
}

const NOTHING: readonly number[] = [];

/**
 * Runs the search of the find bar over what a viewer shows. `search` gives the work, or a sentence
 * that says why the query cannot be looked for; `subject` is what is searched.
 */
export function useFind<S>(
  find: Find,
  subject: S,
  search: (subject: S, query: Query) => Work<Found> | string,
): Finding {
  const open = find.open.value;
  const text = find.query.value;
  const matchCase = find.matchCase.value;
  const [at, setAt] = useState(NOTHING);
  const current = find.current.value;

  useEffect(() => {
    const tell = (found: Found | null, searching: boolean, fault = '') =>
      batch(() => {
        find.current.value = 0;
        const { at = NOTHING, more = false } = found ?? {};
        find.result.value = { count: at.length, more, searching, fault };
        setAt(at);
      });
    if (!open || text === '') {
      find.result.value = null;
      setAt(NOTHING);
      return;
    }
    const work = search(subject, { text, matchCase });
    if (typeof work === 'string') {
      tell(null, false, work);
      return;
    }
    const leaving = new AbortController();
    tell(null, true);
    inSlices(work, leaving.signal).then(
      (found) => tell(found, false),
      (error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      },
    );
    return () => leaving.abort();
  }, [find, subject, search, open, text, matchCase]);

  return {
    query: open && text !== '' ? { text, matchCase } : null,
    at,
    current: at[current] ?? null,
  };
}
