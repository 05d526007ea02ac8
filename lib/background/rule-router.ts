import browser from 'webextension-polyfill';
import type { Runtime } from 'webextension-polyfill';
import { isOfSite } from '../protocol/rule.ts';
import type { Rule } from '../protocol/rule.ts';
import { isRulePanelMessage } from '../protocol/rule-guards.ts';
import { isRuleEngineMessage, RulePort } from '../protocol/rules.ts';
import type {
  RuleCount,
  RuleEngineMessage,
  RuleFailure,
  RulePanelMessage,
  ToRuleEngine,
  ToRulePanel,
} from '../protocol/rules.ts';
import { RuleScripts } from './rule-scripts.ts';
import { RuleSettings } from './rule-settings.ts';
import { RuleStore } from './rule-store.ts';

type Port = Runtime.Port;

/** After a start panels come back by themselves within this time, milliseconds: until then none is missed. */
const START_GRACE = 1000;

/** The engine of one document. */
interface Engine {
  readonly port: Port;
  readonly tabId: number;
  readonly documentId: string;
  readonly origin: string;
  failures: readonly RuleFailure[];
  counts: readonly RuleCount[];
  /** What it was last told. */
  rules: readonly Rule[];
}

interface Panel {
  readonly port: Port;
  readonly tabId: number;
}

/**
 * Knows which rules hold where. Rules hold in the tabs that a panel inspects; in all tabs where the
 * user said that they stay. Pages load the engine only while that may be so.
 */
export class RuleRouter {
  readonly #store = new RuleStore();
  readonly #scripts = new RuleScripts();
  readonly #settings = new RuleSettings(() => void this.#changed());
  readonly #engines = new Set<Engine>();
  readonly #panels = new Set<Panel>();
  readonly #watched = new Set<number>();
  readonly #settled: Promise<void>;

  constructor() {
    this.#settled = Promise.all([
      this.#settings.loaded,
      this.#store.all(),
      new Promise((resolve) => setTimeout(resolve, START_GRACE)),
    ]).then(() => this.#changed());
  }

  /** Begins to accept ports. */
  start(): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name === RulePort.Engine) this.#acceptEngine(port);
      else if (port.name === RulePort.Panel) this.#acceptPanel(port);
    });
  }

  /** A panel inspects the tab, or none does any more. */
  async watch(tabId: number, watched: boolean): Promise<void> {
    if (watched) this.#watched.add(tabId);
    else this.#watched.delete(tabId);
    await this.#settings.loaded;
    if (!watched)
      for (const engine of this.#enginesOf(tabId))
        post(engine.port, { type: 'unwatched', paused: this.#settings.pausedAtClose });
    await this.#changed(tabId);
  }

  #acceptEngine(port: Port): void {
    const tabId = port.sender?.tab?.id;
    // Outside tabs no rules hold. It is told so: were it cut off, it would come back for ever.
    if (tabId === undefined) return post(port, { type: 'rules', rules: [], watched: false });
    let engine: Engine | undefined;
    port.onMessage.addListener((message: unknown) => {
      if (!isRuleEngineMessage(message)) return;
      if (message.type !== 'hello') {
        if (engine) this.#report(engine, message);
        return;
      }
      if (engine) return;
      const { documentId } = message;
      const origin = originOf(port) ?? message.origin;
      engine = { port, tabId, documentId, origin, failures: [], counts: [], rules: [] };
      this.#engines.add(engine);
      void this.#greet(engine);
    });
    port.onDisconnect.addListener(() => {
      if (!engine) return;
      this.#engines.delete(engine);
      this.#tellPages(tabId);
    });
  }

  /** Where a panel is not back yet after a start, the engine holds all until it is. */
  async #greet(engine: Engine): Promise<void> {
    await this.#settings.loaded;
    if (!this.#watched.has(engine.tabId) && !this.#settings.stay) await this.#settled;
    await this.#tellEngine(engine);
    post(engine.port, { type: 'report' });
    this.#tellPages(engine.tabId);
  }

  async #tellEngine(engine: Engine): Promise<void> {
    const rules = await this.#rulesIn(engine);
    engine.rules = rules;
    const watched = this.#watched.has(engine.tabId);
    post(engine.port, { type: 'rules', rules: [...rules], watched });
  }

  async #rulesIn({ tabId, origin }: Engine): Promise<readonly Rule[]> {
    const rules = await this.#store.all();
    if (!this.#watched.has(tabId) && !this.#settings.stay) return [];
    return rules.filter(({ on, site }) => on && isOfSite(site, origin));
  }

  #report(engine: Engine, message: Exclude<RuleEngineMessage, { type: 'hello' }>): void {
    const { documentId, tabId } = engine;
    switch (message.type) {
      case 'state':
        engine.failures = message.failures;
        engine.counts = message.counts;
        this.#tellPages(tabId);
        break;
      case 'hits':
        engine.counts = message.counts;
        this.#tellPanels(tabId, { ...message, documentId });
        break;
      case 'queue':
        this.#tellPanels(tabId, { ...message, documentId });
    }
  }

  #acceptPanel(port: Port): void {
    // A content script's sender is a web page.
    if (!port.sender?.url?.startsWith(browser.runtime.getURL('/'))) return port.disconnect();
    let panel: Panel | undefined;
    port.onMessage.addListener((message: unknown) => {
      if (!isRulePanelMessage(message)) return;
      if (message.type === 'attach') {
        if (panel) return;
        panel = { port, tabId: message.tabId };
        this.#panels.add(panel);
        void this.#tellRules([panel]);
        this.#tellPages(panel.tabId);
        for (const engine of this.#enginesOf(panel.tabId)) post(engine.port, { type: 'report' });
      } else if (panel) void this.#carryOut(panel, message);
    });
    port.onDisconnect.addListener(() => {
      if (panel) this.#panels.delete(panel);
    });
  }

  async #carryOut(
    { tabId }: Panel,
    message: Exclude<RulePanelMessage, { type: 'attach' }>,
  ): Promise<void> {
    if (message.type === 'change') {
      await this.#store.change(message.changes);
      // Once a panel hears of them, they hold in the next page from its start.
      await this.#register();
      await this.#tellRules(this.#panels);
      await this.#changed();
      return;
    }
    for (const engine of this.#enginesOf(tabId))
      if (message.type === 'forward-all') post(engine.port, message);
      else if (engine.documentId === message.documentId)
        post(engine.port, { type: 'decide', decision: message.decision });
  }

  /** Has pages that load from now on load what the rules need. */
  async #register(): Promise<readonly Rule[]> {
    const active = (await this.#store.all()).filter(({ on }) => on);
    const { stay } = this.#settings;
    await this.#scripts.register(stay || this.#watched.size > 0 ? active : [], stay);
    return active;
  }

  /** Other rules hold, or elsewhere. @param only the one tab of which that is so */
  async #changed(only?: number): Promise<void> {
    const active = await this.#register();
    const tabs = [...this.#watched, ...[...this.#engines].map(({ tabId }) => tabId)];
    const meant = new Set(tabs.filter((tabId) => only === undefined || only === tabId));
    // A page that stands in the debugger takes nothing in: the others do not wait for it.
    await Promise.all([...meant].map((tabId) => this.#bringTo(tabId, active)));
  }

  async #bringTo(tabId: number, active: readonly Rule[]): Promise<void> {
    if (this.#watched.has(tabId)) await this.#scripts.inject(tabId, active);
    await Promise.all(this.#enginesOf(tabId).map((engine) => this.#tellEngine(engine)));
    this.#tellPages(tabId);
  }

  async #tellRules(panels: Iterable<Panel>): Promise<void> {
    const rules = [...(await this.#store.all())];
    const { refused } = this.#store;
    for (const { port } of panels) post(port, { type: 'rules', rules, refused });
  }

  #tellPages(tabId: number): void {
    const pages = this.#enginesOf(tabId)
      .filter(({ rules }) => rules.length > 0)
      .map(({ documentId, origin, rules, failures, counts }) => ({
        documentId,
        origin,
        rules: rules.map(({ id }) => id),
        failures: [...failures],
        counts: [...counts],
      }));
    this.#tellPanels(tabId, { type: 'pages', pages });
  }

  #tellPanels(tabId: number, message: ToRulePanel): void {
    for (const panel of this.#panels) if (panel.tabId === tabId) post(panel.port, message);
  }

  #enginesOf(tabId: number): Engine[] {
    return [...this.#engines].filter((engine) => engine.tabId === tabId);
  }
}

/** What the browser says of the document; undefined where it is older than that. */
function originOf({ sender }: Port): string | undefined {
  return (sender as { origin?: string } | undefined)?.origin;
}

/** A port whose other end has just gone throws; its `onDisconnect` says the rest. */
function post(port: Port, message: ToRuleEngine | ToRulePanel): void {
  try {
    port.postMessage(message);
  } catch {
    // See above.
  }
}
