import browser from 'webextension-polyfill';
import type { Runtime } from 'webextension-polyfill';
import type { HookCommand } from '../protocol/commands.ts';
import type {
  DocumentInfo,
  PanelAttach,
  ToFrames,
  ToPanel,
  ToRelay,
} from '../protocol/envelope.ts';
import { PortName } from '../protocol/envelope.ts';
import { isRulePort } from '../protocol/rules.ts';
import { loaded } from './tab-loaded.ts';
import { isPanelMessage, isPong, isRelayMessage } from '../protocol/guards.ts';

type Port = Runtime.Port;

const TOP_FRAME = 0;

type SubscriberCommand = Extract<HookCommand, { subscriber: string }>;

const UNREACHABLE = 'The document of this connection cannot be reached at this moment.';

interface RelayRoute extends DocumentInfo {
  tabId: number;
  port: Port;
}

interface PanelRoute {
  tabId: number;
  subscriber: string;
  port: Port;
}

/**
 * Routes between the frames of a tab and the panels of that tab. It may be stopped at any moment:
 * it holds nothing but who is connected, and both ends say that again when they come back. Which
 * tab and frame a relay speaks for is what the browser says, never what the relay says.
 */
export class Router {
  readonly #relays = new Map<string, RelayRoute>();
  readonly #panels = new Set<PanelRoute>();
  readonly #greeting: () => Promise<HookCommand>;

  readonly #watchedChanged: (tabId: number, watched: boolean) => void;

  /**
   * @param greeting what a hook is to be told that has just been heard of
   * @param watchedChanged called when the first panel of a tab comes, and when the last has gone
   */
  constructor(
    greeting: () => Promise<HookCommand>,
    watchedChanged: (tabId: number, watched: boolean) => void,
  ) {
    this.#greeting = greeting;
    this.#watchedChanged = watchedChanged;
  }

  /** Begins to accept ports. */
  start(): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name === PortName.Relay) this.#acceptRelay(port);
      else if (port.name === PortName.Panel && isOwnPage(port)) this.#acceptPanel(port);
      else if (!isRulePort(port.name)) port.disconnect();
    });
  }

  /** Tells all hooks that are connected. */
  tellHooks(command: HookCommand): void {
    for (const route of this.#relays.values()) toRelay(route, { type: 'command', command });
  }

  #acceptRelay(port: Port): void {
    const tabId = port.sender?.tab?.id;
    const frameId = port.sender?.frameId;
    // A page outside all tabs, such as one in a side panel, has nobody to watch it.
    if (tabId === undefined || frameId === undefined) return post(port, { type: 'idle' });
    let route: RelayRoute | undefined;
    port.onMessage.addListener((message: unknown) => {
      if (!isRelayMessage(message)) return;
      if (message.type === 'hello') {
        if (route) return;
        const { documentId, timeOrigin, worker } = message;
        route = {
          documentId,
          ...(port.sender?.documentId ? { browserId: port.sender.documentId } : {}),
          frameId,
          tabId,
          timeOrigin,
          url: port.sender?.url ?? message.url,
          ...(worker && { worker }),
          port,
        };
        this.#relays.set(documentId, route);
        if (this.#panelsOf(tabId).length) {
          void this.#greet(route);
          this.#tell(tabId, { type: 'document', document: infoOf(route) });
        } else void this.#rest(route);
      } else if (route) {
        this.#report(route, message);
      }
    });
    port.onDisconnect.addListener(() => {
      if (!route) return;
      // It may have come back on a new port already.
      if (this.#relays.get(route.documentId) !== route) return;
      this.#relays.delete(route.documentId);
      this.#tell(route.tabId, { type: 'gone', documentId: route.documentId });
      // `idle` may have crossed with a panel that came: whoever is still there connects again.
      if (this.#panelsOf(tabId).length) void sendToFrames(tabId, { type: 'watch' }, frameId);
    });
  }

  async #greet(route: RelayRoute): Promise<void> {
    toRelay(route, { type: 'command', command: await this.#greeting() });
  }

  /** Nobody watches: it hangs up once it has heard what history to keep. */
  async #rest(route: RelayRoute): Promise<void> {
    await this.#greet(route);
    if (!this.#panelsOf(route.tabId).length) toRelay(route, { type: 'idle' });
  }

  #report(route: RelayRoute, report: Extract<ToPanel, { type: 'report' }>['report']): void {
    const message: ToPanel = { type: 'report', documentId: route.documentId, report };
    for (const panel of this.#panels)
      if (panel.tabId === route.tabId && panel.subscriber === report.subscriber)
        post(panel.port, message);
  }

  #acceptPanel(port: Port): void {
    let panel: PanelRoute | undefined;
    port.onMessage.addListener((message: unknown) => {
      if (!isPanelMessage(message)) return;
      if (message.type === 'attach') {
        if (panel) return;
        panel = { tabId: message.tabId, subscriber: message.subscriber, port };
        const isFirst = this.#panelsOf(panel.tabId).length === 0;
        this.#panels.add(panel);
        if (isFirst) this.#watchedChanged(panel.tabId, true);
        this.#attach(panel, message);
      } else if (panel && message.type === 'navigated') {
        void this.#tellTimeOrigin(panel);
      } else if (panel && message.type === 'wake') {
        void sendToFrames(panel.tabId, { type: 'watch', all: true });
      } else if (panel && message.type === 'command' && 'subscriber' in message.command) {
        this.#forward(panel, message.documentId, message.command);
      }
    });
    port.onDisconnect.addListener(() => {
      if (panel) this.#detach(panel);
    });
  }

  #forward(panel: PanelRoute, documentId: string, command: SubscriberCommand): void {
    const relay = this.#relays.get(documentId);
    const { subscriber } = panel;
    if (relay?.tabId === panel.tabId)
      toRelay(relay, { type: 'command', command: { ...command, subscriber } });
    else if ('id' in command) {
      const report = { type: 'reply', subscriber, id: command.id, error: UNREACHABLE } as const;
      post(panel.port, { type: 'report', documentId, report });
    }
  }

  #attach(panel: PanelRoute, { documents }: PanelAttach): void {
    for (const route of this.#relays.values())
      if (route.tabId === panel.tabId)
        post(panel.port, { type: 'document', document: infoOf(route) });
    post(panel.port, { type: 'attached' });
    void sendToFrames(panel.tabId, { type: 'watch' });
    void this.#checkObserved(panel);
    // Documents may have ended while nobody routed: ask each frame whether it is still the same.
    for (const { documentId, frameId } of documents)
      void this.#checkAlive(panel, documentId, frameId);
  }

  /** The page's own word for its time origin would be its code running for our sake. */
  async #tellTimeOrigin(panel: PanelRoute): Promise<void> {
    const pong = await sendToFrames(panel.tabId, { type: 'ping' }, TOP_FRAME);
    post(panel.port, { type: 'navigated', timeOrigin: isPong(pong) ? pong.timeOrigin : null });
    await this.#tellObserved(panel, pong);
  }

  /** Tells whether the page has a hook; while it loads, its relay may only be on its way. */
  async #tellObserved(panel: PanelRoute, answer: unknown): Promise<void> {
    let observed = isPong(answer);
    if (!observed) {
      await loaded(panel.tabId);
      observed = isPong(await sendToFrames(panel.tabId, { type: 'ping' }, TOP_FRAME));
    }
    post(panel.port, { type: 'observed', observed });
  }

  async #checkObserved(panel: PanelRoute): Promise<void> {
    await this.#tellObserved(panel, await sendToFrames(panel.tabId, { type: 'ping' }, TOP_FRAME));
  }

  async #checkAlive(panel: PanelRoute, documentId: string, frameId: number): Promise<void> {
    const pong = await sendToFrames(panel.tabId, { type: 'ping', documentId }, frameId);
    if (!isPong(pong) || pong.documentId !== documentId)
      post(panel.port, { type: 'gone', documentId });
  }

  #detach(panel: PanelRoute): void {
    this.#panels.delete(panel);
    const { tabId, subscriber } = panel;
    const watched = this.#panelsOf(tabId).length > 0;
    if (!watched) this.#watchedChanged(tabId, false);
    for (const route of this.#relays.values()) {
      if (route.tabId !== tabId) continue;
      toRelay(route, { type: 'command', command: { type: 'unsubscribe', subscriber } });
      if (!watched) toRelay(route, { type: 'idle' });
    }
  }

  #panelsOf(tabId: number): PanelRoute[] {
    return [...this.#panels].filter((panel) => panel.tabId === tabId);
  }

  #tell(tabId: number, message: ToPanel): void {
    for (const panel of this.#panelsOf(tabId)) post(panel.port, message);
  }
}

/** Only pages of this extension may be panels; a content script's sender is a web page. */
function isOwnPage(port: Port): boolean {
  return port.sender?.url?.startsWith(browser.runtime.getURL('/')) ?? false;
}

function infoOf({ tabId: _tabId, port: _port, ...info }: RelayRoute): DocumentInfo {
  return info;
}

function toRelay(route: RelayRoute, message: ToRelay): void {
  post(route.port, message);
}

/** A port whose other end has just gone throws; its `onDisconnect` says the rest. */
function post(port: Port, message: ToRelay | ToPanel): void {
  try {
    port.postMessage(message);
  } catch {
    // See above.
  }
}

async function sendToFrames(tabId: number, message: ToFrames, frameId?: number): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, message, frameId === undefined ? {} : { frameId });
  } catch {
    // No frame of this tab has a relay.
    return undefined;
  }
}
