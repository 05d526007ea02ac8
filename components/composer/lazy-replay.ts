import { lazy } from '../lazy/lazy.tsx';

/** The form that replays many messages: the panel opens without it. */
export const LazyReplayForm = lazy(async () => (await import('./replay-form.tsx')).ReplayForm);

/** What came back: asked for once something was replayed. */
export const LazyReplayResult = lazy(
  async () => (await import('./replay-result.tsx')).ReplayResult,
);
