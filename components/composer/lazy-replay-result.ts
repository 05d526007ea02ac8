import { lazy } from '../lazy/lazy.tsx';

/** What came back of a replay: its code, and that of the comparison, are loaded with the first one. */
export const LazyReplayResult = lazy(
  async () => (await import('./replay-result.tsx')).ReplayResult,
);
