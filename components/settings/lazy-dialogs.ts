import { lazy } from '../lazy/lazy.tsx';

/** The panel opens without its dialogs. */
export const LazySettings = lazy(
  async () => (await import('./settings-dialog.tsx')).SettingsDialog,
);

/** The list of keys. */
export const LazyKeys = lazy(async () => (await import('./keys-dialog.tsx')).KeysDialog);
