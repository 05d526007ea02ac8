import browser from 'webextension-polyfill';

/** Members that the polyfill's types do not know. */
interface ThemedPanels {
  /** Chromium 124 and later. */
  setThemeChangeHandler?: (handler: (theme: string) => void) => void;
}

/** Gives the document the theme of the DevTools, which need not be that of the system. */
export function followTheme(root: HTMLElement): void {
  const { panels } = browser.devtools;
  const apply = (theme: string) => {
    root.dataset['theme'] = theme === 'dark' ? 'dark' : 'light';
  };
  apply(panels.themeName);
  panels.onThemeChanged?.addListener(apply);
  (panels as ThemedPanels).setThemeChangeHandler?.(apply);
}
