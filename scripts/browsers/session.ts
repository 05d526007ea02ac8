/** The browsers that Sockscope runs in. */
export type BrowserName = 'chromium' | 'firefox';

/** How {@link launchBrowser} starts a browser. */
export interface BrowserOptions {
  /** Directory of an unpacked extension; without one the browser runs bare. */
  extension?: string;
  /** Default true. */
  headless?: boolean;
  /** Colours of DevTools and of the panel. */
  theme?: 'light' | 'dark';
  /** Where DevTools sits; `window` is a window of its own. */
  dock?: 'bottom' | 'right' | 'window';
  /** Window size in CSS pixels. */
  size?: [width: number, height: number];
  /** Pages that are left are kept for the way back, as users’ browsers do. */
  keepPages?: true;
  /** More command-line arguments. */
  args?: string[];
  /** More preferences, Firefox only. */
  prefs?: Record<string, string | number | boolean>;
}

/** An element by accessible role and name (exact where a string), or by CSS selector. */
export type Target = { role: string; name: string | RegExp } | string;

/** A document that can be looked into and operated as a user would. */
export interface DocumentDriver {
  /**
   * Runs `fn` in the document's own world; arguments and result travel as JSON, promises are
   * awaited. What is to last until the next call goes on `window`: in a Firefox panel `globalThis`
   * is new each time.
   */
  evaluate<T, A extends unknown[]>(fn: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Evaluates until the result is truthy; rejects with the last result after 15 s. */
  waitFor<T, A extends unknown[]>(fn: (...args: A) => T | Promise<T>, ...args: A): Promise<T>;
  /** Clicks with trusted input. */
  click(target: Target): Promise<void>;
  /** Replaces the text of a text box with trusted input. */
  fill(target: Target, text: string): Promise<void>;
  /** Presses `Enter`, `ArrowDown`, `Control+Enter`, … in what has the focus. */
  press(key: string): Promise<void>;
  /** PNG of what the document shows. */
  screenshot(): Promise<Buffer>;
}

/** A tab. */
export interface PageDriver extends DocumentDriver {
  /** Loads `url` and waits for its load event. */
  goto(url: string): Promise<void>;
  reload(): Promise<void>;
  /** Goes back to the page before, and waits until it is shown. */
  back(): Promise<void>;
  close(): Promise<void>;
}

/** A DevTools panel of the extension. */
export interface PanelDriver extends DocumentDriver {
  /** Closes the DevTools that the panel is in. */
  close(): Promise<void>;
  /** PNG of the window DevTools is in; in Chromium of the DevTools front end. */
  windowScreenshot(): Promise<Buffer>;
}

/** A running browser. */
export interface BrowserSession {
  readonly name: BrowserName;
  /** Settles once the browser has gone, whoever ended it. */
  readonly closed: Promise<void>;
  /** A fresh tab with `url` loaded. */
  newPage(url: string): Promise<PageDriver>;
  /** Opens DevTools on `page` and selects the extension panel `title`. */
  openPanel(page: PageDriver, title: string): Promise<PanelDriver>;
  /** Moves a tab into a window of its own; Chromium only. */
  moveToNewWindow(page: PageDriver): Promise<void>;
  /** Ends the service worker or event page as the idle timeout would; false if none runs. */
  stopBackground(): Promise<boolean>;
  /** Ends every process and removes the profile. */
  close(): Promise<void>;
}
