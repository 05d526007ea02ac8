import { documentDriver } from './firefox-document.ts';
import type { Marionette } from './marionette.ts';
import { PATIENCE_MS } from './poll.ts';
import { callSource } from './script-source.ts';
import type { DocumentDriver, PanelDriver } from './session.ts';

// What follows names Firefox's internals, which have no type declarations.
/* eslint-disable typescript/no-explicit-any */
declare const ChromeUtils: any;
declare const gBrowser: any;

/** The panel to open and how. */
export interface ToolboxRequest {
  extensionId: string;
  title: string;
  dock: string;
  /** Of the window, where DevTools has one of its own. */
  size: [width: number, height: number];
}

/** The tab is known by the id that its <browser> keeps through navigations. */
interface PanelAddress {
  browserId: number;
  toolId: string;
}

/**
 * Opens the toolbox of the selected tab with a panel of an extension and drives it.
 *
 * The panel's document is remote content inside chrome documents, where neither WebDriver nor BiDi
 * look. But the session keeps its current content context in a plain property that a chrome script
 * can point at the panel; from then on every ordinary WebDriver command acts on the panel.
 */
export async function openToolbox(
  marionette: Marionette,
  request: ToolboxRequest,
): Promise<PanelDriver> {
  const address = await marionette.chromeNow(openPanel, request, PATIENCE_MS);
  const enter = (): Promise<void> => marionette.chromeNow(enterPanel, address);
  const evaluate: DocumentDriver['evaluate'] = (fn, ...args) =>
    marionette.exclusive(async () => {
      await enter();
      const { value } = await marionette.send('WebDriver:ExecuteScript', {
        script: `return (async () => JSON.stringify(await ${callSource(fn, args)}))()`,
        args: [],
        sandbox: null,
      });
      return typeof value === 'string' ? JSON.parse(value) : undefined;
    });
  return {
    ...documentDriver({ marionette, enter, evaluate }),
    windowScreenshot: async () =>
      Buffer.from(await marionette.chrome(drawWindow, address), 'base64'),
    close: () => marionette.chrome(closeToolbox, address),
  };
}

async function openPanel(
  { extensionId, title, dock, size }: ToolboxRequest,
  patience: number,
): Promise<PanelAddress> {
  const loader = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = loader.require('devtools/client/framework/devtools');
  const { setTimeout } = ChromeUtils.importESModule('resource://gre/modules/Timer.sys.mjs');
  const deadline = Date.now() + patience;
  const until = async (what: string, probe: () => any): Promise<any> => {
    for (;;) {
      const value = probe();
      if (value) return value;
      if (Date.now() > deadline) throw new Error(`Waited ${patience} ms for ${what}`);
      await new Promise((done) => setTimeout(done, 25));
    }
  };
  const tab = gBrowser.selectedTab;
  const toolbox = await gDevTools.showToolboxForTab(tab, { toolId: 'webconsole', hostType: dock });
  if (dock === 'window') toolbox.topWindow.resizeTo(...size);
  // The extension's devtools page registers its panels when it has loaded.
  const tool = await until(`the panel ${title}`, () =>
    toolbox
      .getAdditionalTools()
      .find((each: any) => each.extensionId === extensionId && each.label === title),
  );
  await toolbox.selectTool(tool.id);
  await until('the panel’s document', () => {
    const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${tool.id}`);
    const browser = frame?.contentDocument?.querySelector('browser');
    const loaded = browser?.currentURI?.spec.startsWith('moz-extension:');
    return loaded && !browser.webProgress?.isLoadingDocument;
  });
  return { browserId: tab.linkedBrowser.browserId, toolId: tool.id };
}

function enterPanel({ browserId, toolId }: PanelAddress): void {
  const loader = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = loader.require('devtools/client/framework/devtools');
  const { RemoteAgent } = ChromeUtils.importESModule(
    'chrome://remote/content/components/RemoteAgent.sys.mjs',
  );
  const tab = gBrowser.tabs.find((each: any) => each.linkedBrowser.browserId === browserId);
  const toolbox = tab && gDevTools.getToolboxForTab(tab);
  if (!toolbox) throw new Error('This DevTools is closed');
  const frame = toolbox.doc.getElementById(`toolbox-panel-iframe-${toolId}`);
  const browser = frame.contentDocument.querySelector('browser');
  RemoteAgent.webDriverBiDi.session.contentBrowsingContext = browser.browsingContext;
}

async function drawWindow({ browserId }: PanelAddress): Promise<string> {
  const loader = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = loader.require('devtools/client/framework/devtools');
  const tab = gBrowser.tabs.find((each: any) => each.linkedBrowser.browserId === browserId);
  const { topWindow } = gDevTools.getToolboxForTab(tab);
  const global = topWindow.browsingContext.currentWindowGlobal;
  const image = await global.drawSnapshot(null, topWindow.devicePixelRatio, 'white');
  const canvas = topWindow.document.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
  canvas.width = image.width;
  canvas.height = image.height;
  canvas.getContext('2d').drawImage(image, 0, 0);
  return canvas.toDataURL('image/png').split(',')[1];
}

async function closeToolbox({ browserId }: PanelAddress): Promise<void> {
  const loader = ChromeUtils.importESModule('resource://devtools/shared/loader/Loader.sys.mjs');
  const { gDevTools } = loader.require('devtools/client/framework/devtools');
  const tab = gBrowser.tabs.find((each: any) => each.linkedBrowser.browserId === browserId);
  await (tab && gDevTools.getToolboxForTab(tab))?.destroy();
}
