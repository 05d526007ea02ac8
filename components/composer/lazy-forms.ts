import { lazy } from '../lazy/lazy.tsx';

/** The form that replays many messages: the panel opens without it, and without those below. */
export const LazyReplayForm = lazy(async () => (await import('./replay-form.tsx')).ReplayForm);

/** What came back of a replay: its code, and that of the comparison, are loaded with the first one. */
export const LazyReplayResult = lazy(
  async () => (await import('./replay-result.tsx')).ReplayResult,
);

/** The form that closes a connection. */
export const LazyCloseForm = lazy(async () => (await import('./close-form.tsx')).CloseForm);

/** The form that lets the page see an end. */
export const LazyEndForm = lazy(async () => (await import('./end-form.tsx')).EndForm);

/** The form that opens a connection. */
export const LazyOpenForm = lazy(async () => (await import('./open-form.tsx')).OpenForm);
