import { setTimeout as delay } from 'node:timers/promises';
import { resolve } from 'node:path';
import { Bidi } from './bidi.ts';
import { documentDriver } from './firefox-document.ts';
import { installExtension, terminateBackground } from './firefox-extension.ts';
import { openToolbox } from './firefox-panel.ts';
import { startFirefox } from './firefox-process.ts';
import type { FirefoxProcess } from './firefox-process.ts';
import { Marionette } from './marionette.ts';
import { callSource } from './script-source.ts';
import type { BrowserOptions, BrowserSession, PageDriver } from './session.ts';

const SCRIPT_MS = 120_000;
const QUIT_MS = 5_000;

/** Starts stock Firefox: BiDi evaluates in tabs, Marionette does the rest. */
export async function launchFirefox(options: BrowserOptions): Promise<BrowserSession> {
  const firefox = await startFirefox(options);
  const connections: { marionette?: Marionette; bidi?: Bidi } = {};
  const close = async (): Promise<void> => {
    const quit = connections.marionette?.send('Marionette:Quit', { flags: ['eForceQuit'] });
    const patience = new AbortController();
    await Promise.race([
      quit?.catch(() => {}),
      delay(QUIT_MS, undefined, { signal: patience.signal }).catch(() => {}),
    ]);
    patience.abort();
    connections.bidi?.end();
    connections.marionette?.end();
    await firefox.end();
  };
  try {
    const marionette = await Marionette.connect(firefox.marionettePort);
    connections.marionette = marionette;
    const { capabilities } = await marionette.send<{ capabilities: { webSocketUrl: string } }>(
      'WebDriver:NewSession',
      { webSocketUrl: true, acceptInsecureCerts: true },
    );
    const bidi = await Bidi.connect(capabilities.webSocketUrl);
    connections.bidi = bidi;
    await marionette.send('WebDriver:SetTimeouts', { script: SCRIPT_MS });
    const extensionId = options.extension
      ? await installExtension(marionette, resolve(options.extension))
      : undefined;
    return createSession({ marionette, bidi, firefox, extensionId, options, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  marionette: Marionette;
  bidi: Bidi;
  firefox: FirefoxProcess;
  extensionId: string | undefined;
  options: BrowserOptions;
  close: () => Promise<void>;
}

function createSession(parts: Parts): BrowserSession {
  const { marionette, bidi, firefox, extensionId, options, close } = parts;
  const handles = new WeakMap<PageDriver, string>();
  let firstTab = true;
  return {
    name: 'firefox',
    closed: firefox.exited,
    async newPage(url) {
      const handle = firstTab ? await currentHandle(marionette) : await createTab(bidi);
      firstTab = false;
      const page = pageDriver(marionette, bidi, handle);
      handles.set(page, handle);
      await page.goto(url);
      return page;
    },
    async openPanel(page, title) {
      const handle = handles.get(page);
      if (!handle || !extensionId) throw new Error('This browser has no such page or no extension');
      return marionette.exclusive(async () => {
        await switchTo(marionette, handle, true);
        const { dock = 'bottom', size = [1280, 900] } = options;
        return openToolbox(marionette, { extensionId, title, dock, size });
      });
    },
    moveToNewWindow: () => Promise.reject(new Error('Moving tabs is not driven in Firefox')),
    stopBackground: async () =>
      extensionId !== undefined && (await terminateBackground(marionette, extensionId)),
    close,
  };
}

function pageDriver(marionette: Marionette, bidi: Bidi, handle: string): PageDriver {
  const navigate = (command: string, parameters: object): Promise<void> =>
    bidi.send(`browsingContext.${command}`, { context: handle, wait: 'complete', ...parameters });
  return {
    ...documentDriver({
      marionette,
      // Input only reaches a tab that is shown.
      enter: () => switchTo(marionette, handle, true),
      evaluate: (fn, ...args) => bidi.evaluate(handle, callSource(fn, args)),
    }),
    goto: (url) => navigate('navigate', { url }),
    reload: () => navigate('reload', {}),
    back: () => bidi.send('browsingContext.traverseHistory', { context: handle, delta: -1 }),
    close: () => bidi.send('browsingContext.close', { context: handle }),
  };
}

async function currentHandle(marionette: Marionette): Promise<string> {
  return (await marionette.send<{ value: string }>('WebDriver:GetWindowHandle')).value;
}

async function createTab(bidi: Bidi): Promise<string> {
  return (await bidi.send<{ context: string }>('browsingContext.create', { type: 'tab' })).context;
}

async function switchTo(marionette: Marionette, handle: string, focus: boolean): Promise<void> {
  await marionette.send('WebDriver:SwitchToWindow', { handle, focus });
}
