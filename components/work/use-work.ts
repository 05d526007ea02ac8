import { useEffect, useMemo, useState } from 'preact/hooks';
import { advance, inSlices, type Progress, type Work } from '../../lib/reading/slices.ts';

/**
 * What comes of work on a subject: at once where it is short, else in slices beside everything else.
 * Begins anew with another subject or another `start`; ends with the component.
 */
export function useWork<S, T>(start: (subject: S) => Work<T>, subject: S): Progress<T> {
  const begun = useMemo(() => {
    const work = start(subject);
    return { work, first: advance(work) };
  }, [start, subject]);
  const [later, setLater] = useState<{ of: object; progress: Progress<T> } | null>(null);
  useEffect(() => {
    if (begun.first.done) return;
    const leaving = new AbortController();
    const set = (progress: Progress<T>) => setLater({ of: begun, progress });
    inSlices(begun.work, leaving.signal, (share) => set({ done: false, share })).then(
      (value) => set({ done: true, value }),
      (error: unknown) => {
        if (!leaving.signal.aborted) throw error;
      },
    );
    return () => leaving.abort();
  }, [begun]);
  return later?.of === begun ? later.progress : begun.first;
}
