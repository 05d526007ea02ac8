import { lazy } from '../lazy/lazy.tsx';

/** The form that replays many messages: the panel opens without it. */
export const LazyReplayForm = lazy(async () => (await import('./replay-form.tsx')).ReplayForm);
