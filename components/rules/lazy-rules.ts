import { lazy } from '../lazy/lazy.tsx';

/** The rules: the panel opens without them. */
export const LazyRules = lazy(async () => (await import('./rules-drawer.tsx')).RulesDrawer);

/** What says that rules are changing the page. */
export const LazyRulesNotice = lazy(async () => (await import('./rules-notice.tsx')).RulesNotice);

/** Which rules did something to a message. */
export const LazyRowRules = lazy(async () => (await import('./row-rules.tsx')).RowRules);
