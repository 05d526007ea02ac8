import browser from 'webextension-polyfill';

/** Shortest time between two looks at the Network log, milliseconds. */
const PACE = 500;
/** While nothing new comes, milliseconds. */
const IDLE_PACE = 1_000;
/**
 * The browser gives the whole log each time: a look costs more the longer it is. So that DevTools
 * spend no more than a twentieth of their time on it, looks get rarer as they get dearer.
 */
const REST_PER_COST = 19;

/** Who takes in what the Network log says; both resolve when it is done. */
export interface NetworkLogReader {
  /** All of the log; resolves with whether there was anything new. */
  read(har: unknown, now: number): Promise<boolean>;
  /** The entry of a request that has ended. */
  finished(entry: unknown): Promise<void>;
}

/** How long to wait before the next look, milliseconds, after one that cost so many. */
export function paceAfter(cost: number, news: boolean): number {
  return Math.max(news ? PACE : IDLE_PACE, cost * REST_PER_COST);
}

/** Lets a reader look at the Network log of the inspected tab for as long as the panel is there. */
export function followNetworkLog(reader: NetworkLogReader): void {
  // One at a time: the end of a socket must not overtake its messages.
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(action: () => Promise<T>): Promise<T> => {
    const result = turn.then(action);
    turn = result.catch(() => undefined);
    return result;
  };
  const look = async (): Promise<void> => {
    const begun = performance.now();
    let news = false;
    try {
      const har: unknown = await browser.devtools.network.getHAR();
      news = await inTurn(() => reader.read(har, Date.now()));
    } catch {
      // DevTools are on their way out, or have not yet begun to listen.
    }
    setTimeout(() => void look(), paceAfter(performance.now() - begun, news));
  };
  void look();
  browser.devtools.network.onRequestFinished.addListener((entry) => {
    void inTurn(() => reader.finished(entry)).catch(() => undefined);
  });
}
