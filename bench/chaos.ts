import { setTimeout as delay } from 'node:timers/promises';
import type { Demo } from '../demo/servers.ts';
import { poll } from '../scripts/browsers/poll.ts';
import type { BrowserSession, PageDriver, PanelDriver } from '../scripts/browsers/session.ts';
import { parseHar } from '../scripts/start/har.ts';
import { exportHar, openPanel } from '../scripts/start/panel.ts';
import { accountFor } from './account.ts';
import {
  endTraffic,
  pauseTraffic,
  removeFrame,
  resumeTraffic,
  startTraffic,
} from './chaos-page.ts';

/** Longest time between two blows, milliseconds. */
const PACE = 700;
/** What happens, as often as it stands here, in one order after the other. */
const BLOWS = [
  ...Array.from({ length: 6 }, () => 'stop' as const),
  ...Array.from({ length: 3 }, () => 'add frame' as const),
  'remove frame',
  'reload',
  'reopen',
] as const;
/** Frames at once: enough to come and go, few enough to leave them time to talk. */
const MOST_FRAMES = 3;
/** After so long the panel and the servers have to agree, milliseconds. */
const PATIENCE = 60_000;

/** What chaos did, and where the panel and the servers differ. */
export interface ChaosResult {
  messages: number;
  /** Times that the background was stopped. */
  stops: number;
  reloads: number;
  /** Frames that came; nearly all went again. */
  frames: number;
  /** Panels that were opened again. */
  panels: number;
  /** Messages that gap rows stand for. */
  missing: number;
  differences: string[];
}

/** What chaos acts on. */
export interface ChaosScene {
  demo: Demo;
  session: BrowserSession;
  page: PageDriver;
  panel: PanelDriver;
}

/**
 * Traffic in a page and its frames for some seconds, while the background is stopped, frames come and go,
 * the page is reloaded, and the panel closes and opens, all at random times. Before the panel closes, and
 * at the end, all that it knows is compared with the servers. The panel that is there at the end is
 * `scene.panel` from then on.
 *
 * @param seed of what happens in which order; how far the traffic is by then is up to the machine
 */
export async function playChaos(
  scene: ChaosScene,
  seed: number,
  seconds: number,
): Promise<ChaosResult> {
  const run = new Chaos(scene, seed);
  await run.play(seconds);
  return run.result;
}

type Blow = (typeof BLOWS)[number];

class Chaos {
  readonly result: ChaosResult = {
    messages: 0,
    stops: 0,
    reloads: 0,
    frames: 0,
    panels: 0,
    missing: 0,
    differences: [],
  };
  readonly #scene: ChaosScene;
  readonly #random: () => number;
  /** Documents that ended with their sockets open, and those that ended before the panel opened. */
  readonly #ends = { tornDown: new Set<string>(), unseen: new Set<string>() };
  #documents = 0;
  /** The document of the page. */
  #top = '';
  #frames: string[] = [];

  constructor(scene: ChaosScene, seed: number) {
    this.#scene = scene;
    this.#random = randomFrom(seed);
  }

  async play(seconds: number): Promise<void> {
    await keepLog(this.#scene.panel);
    this.#top = await this.#begin(false);
    const until = performance.now() + seconds * 1000;
    while (performance.now() < until)
      for (const blow of this.#shuffled()) {
        await this.#strike(blow);
        await delay(this.#random() * PACE);
      }
    await this.#scene.page.evaluate(endTraffic);
    await this.#compare();
    this.result.messages = this.#scene.demo.ledger.messageCount;
  }

  #shuffled(): Blow[] {
    const rest: Blow[] = [...BLOWS];
    const order: Blow[] = [];
    while (rest.length > 0) order.push(...rest.splice(Math.floor(this.#random() * rest.length), 1));
    return order;
  }

  #strike(blow: Blow): Promise<void> {
    switch (blow) {
      case 'stop':
        return this.#stopBackground();
      case 'add frame':
        return this.#addFrame();
      case 'remove frame':
        return this.#removeFrame();
      case 'reload':
        return this.#reload();
      case 'reopen':
        return this.#reopenPanel();
    }
  }

  async #stopBackground(): Promise<void> {
    if (await this.#scene.session.stopBackground()) this.result.stops += 1;
  }

  async #addFrame(): Promise<void> {
    if (this.#frames.length === MOST_FRAMES) return this.#removeFrame();
    this.#frames.push(await this.#begin(true));
    this.result.frames += 1;
  }

  async #removeFrame(): Promise<void> {
    const [name] = this.#frames.splice(Math.floor(this.#random() * this.#frames.length), 1);
    if (name === undefined) return;
    this.#ends.tornDown.add(name);
    await this.#scene.page.evaluate(removeFrame, name);
  }

  async #reload(): Promise<void> {
    for (const name of [this.#top, ...this.#frames.splice(0)]) this.#ends.tornDown.add(name);
    await this.#scene.page.reload();
    this.#top = await this.#begin(false);
    this.result.reloads += 1;
  }

  /** While no panel is there, traffic goes on, and a frame may end unseen. */
  async #reopenPanel(): Promise<void> {
    const { page, session } = this.#scene;
    await page.evaluate(pauseTraffic);
    await this.#compare();
    await this.#scene.panel.close();
    await page.evaluate(resumeTraffic);
    await delay(this.#random() * PACE);
    await this.#removeFrame();
    for (const name of this.#ends.tornDown) this.#ends.unseen.add(name);
    this.#scene.panel = await openPanel(session, page);
    await keepLog(this.#scene.panel);
    this.result.panels += 1;
  }

  /** Begins the traffic of a document; gives its name. */
  async #begin(inFrame: boolean): Promise<string> {
    this.#documents += 1;
    const name = `${inFrame ? 'frame' : 'page'}${this.#documents}`;
    const { demo, page } = this.#scene;
    const seed = Math.floor(this.#random() * 2 ** 31);
    await page.evaluate(startTraffic, `${demo.socketUrl}/echo`, name, seed, inFrame);
    return name;
  }

  async #compare(): Promise<void> {
    const { demo, panel } = this.#scene;
    let differences = ['nothing was exported'];
    let missing = 0;
    try {
      await poll(
        'panel and servers to agree',
        async () => {
          const exported = parseHar(await exportHar(panel));
          missing = exported.reduce((sum, each) => sum + (each.missing ?? 0), 0);
          differences = accountFor(exported, demo.ledger.connections, demo.socketUrl, this.#ends);
          return differences.length === 0;
        },
        PATIENCE,
      );
    } catch (error) {
      // The differences say more than the time that it took.
      this.result.differences.push(...differences);
      if (differences.length === 0) this.result.differences.push(String(error));
    }
    this.result.missing += missing;
  }
}

/** Reloads must not empty the log. */
async function keepLog(panel: PanelDriver): Promise<void> {
  const isKept = await panel.evaluate(
    () =>
      [...document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')].find(({ labels }) =>
        [...(labels ?? [])].some(({ textContent }) => textContent.includes('Keep log')),
      )?.checked,
  );
  if (!isKept) await panel.click({ role: 'checkbox', name: 'Keep log' });
}

/** mulberry32 */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
