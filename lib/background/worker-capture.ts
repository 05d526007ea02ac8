import browser from 'webextension-polyfill';
import type { WebRequest } from 'webextension-polyfill';
import { SPARE } from '../protocol/commands.ts';
import type { ToFrames } from '../protocol/envelope.ts';
import { isPong } from '../protocol/guards.ts';
import { randomId } from '../transport/random-id.ts';
import { putInFront } from './put-in-front.ts';

/** Requests of workers that wait for their answer; more are left alone. */
const MAX_WAITING = 1_000;
/** What Firefox says of a request that no tab made, as that of a shared worker. */
const NO_TAB = -1;

const HOOK = '/worker-hook.js';
const SECRET_NAMES = 'channelName,mark';

type SentDetails = WebRequest.OnBeforeSendHeadersDetailsType;
type AnsweredDetails = WebRequest.OnHeadersReceivedDetailsType;

/** What is listened to for one inspected tab, or for requests of no tab. */
interface Watch {
  /** By this secret a hook in a module knows of another in the same worker. */
  readonly mark: string;
  end(): void;
}

/**
 * Firefox: puts the hook in front of the scripts of workers, while a panel inspects their tab; no other
 * tab's requests are looked at. Whatever goes wrong, the script goes its way unchanged.
 */
export class WorkerCapture {
  readonly #watches = new Map<number, Watch>();
  /** Ids of requests for a worker's script. */
  readonly #waiting = new Set<string>();
  #hook: Promise<string> | undefined;

  /** A panel inspects the tab, or none does any more. */
  watch(tabId: number, watched: boolean): void {
    if (watched) this.#begin(tabId);
    else this.#end(tabId);
    const tabs = this.#tabs().length;
    if (tabs > 0) this.#begin(NO_TAB);
    else this.#end(NO_TAB);
  }

  #tabs(): number[] {
    return [...this.#watches.keys()].filter((tabId) => tabId !== NO_TAB);
  }

  #begin(tabId: number): void {
    if (this.#watches.has(tabId)) return;
    this.#hook ??= fetchHook();
    const mark = randomId();
    const filter = { urls: ['<all_urls>'], types: ['script' as const], tabId };
    const sent = (details: SentDetails): void => {
      if (isWorkerScript(details) && this.#waiting.size < MAX_WAITING)
        this.#waiting.add(details.requestId);
    };
    const answered = (details: AnsweredDetails) => this.#answered(details, mark);
    const over = ({ requestId }: { requestId: string }): void => {
      this.#waiting.delete(requestId);
    };
    const { onBeforeSendHeaders, onHeadersReceived, onCompleted, onErrorOccurred } =
      browser.webRequest;
    onBeforeSendHeaders.addListener(sent, filter, ['requestHeaders']);
    onHeadersReceived.addListener(answered, filter, ['blocking']);
    onCompleted.addListener(over, filter);
    onErrorOccurred.addListener(over, filter);
    this.#watches.set(tabId, {
      mark,
      end() {
        onBeforeSendHeaders.removeListener(sent);
        onHeadersReceived.removeListener(answered);
        onCompleted.removeListener(over);
        onErrorOccurred.removeListener(over);
      },
    });
  }

  #end(tabId: number): void {
    this.#watches.get(tabId)?.end();
    this.#watches.delete(tabId);
    // Nobody takes out what was under way.
    if (this.#watches.size === 0) this.#waiting.clear();
  }

  #answered(details: AnsweredDetails, mark: string): undefined | Promise<object> {
    // One that is revalidated is told of again, with what the cache has.
    if (details.statusCode === 304) return undefined;
    if (!this.#waiting.delete(details.requestId)) return undefined;
    // A redirection is followed by a request with the same id.
    if (details.statusCode < 200 || details.statusCode > 299) return undefined;
    return this.#capture(details, mark);
  }

  async #capture(details: AnsweredDetails, mark: string): Promise<object> {
    try {
      const hook = await this.#hook;
      if (!hook) return {};
      const channelName = randomId();
      const filter = browser.webRequest.filterResponseData(details.requestId);
      putInFront(filter, (strict) => preludeOf(hook, channelName, mark, strict));
      void this.#introduce(details, channelName);
    } catch {
      // The request has gone, or cannot be filtered.
    }
    return {};
  }

  /** Tells the relay of the worker's page where to listen. */
  async #introduce(details: AnsweredDetails, channelName: string): Promise<void> {
    if (details.tabId !== NO_TAB) {
      await tell(details.tabId, { type: 'worker', channelName }, details.frameId);
      return;
    }
    const { originUrl } = details;
    if (originUrl === undefined) return;
    // A shared worker belongs to pages, not to a tab: those that show the page which started it.
    for (const tabId of this.#tabs()) {
      const pong = await tell(tabId, { type: 'ping', url: originUrl });
      if (!isPong(pong)) continue;
      await tell(tabId, { type: 'worker', channelName, documentId: pong.documentId });
    }
  }
}

/** `Sec-Fetch-Dest` cannot be set by a page; browsers send it to trustworthy origins only. */
function isWorkerScript({ requestHeaders = [] }: SentDetails): boolean {
  return requestHeaders.some(
    ({ name, value }) =>
      name.toLowerCase() === 'sec-fetch-dest' && (value === 'worker' || value === 'sharedworker'),
  );
}

async function fetchHook(): Promise<string> {
  try {
    const response = await fetch(browser.runtime.getURL(HOOK));
    return (await response.text()).trim();
  } catch {
    return '';
  }
}

/**
 * All on one line, so that those of the script keep their numbers. In a worker of modules each of them
 * has a prelude, as any may run first: the mark is an event that only an earlier one listens for. Later ones
 * give their channel back.
 */
function preludeOf(hook: string, channelName: string, mark: string, strict: boolean): string {
  const isFirst = `dispatchEvent(new Event("${mark}",{cancelable:true}))`;
  const install = `(function(${SECRET_NAMES}){"use strict";${hook}})("${channelName}","${mark}")`;
  const giveBack = `{let c=new BroadcastChannel("${channelName}");c.postMessage("${SPARE}");c.close()}`;
  return `${strict ? '"use strict";' : ''}try{if(${isFirst})${install};else${giveBack}}catch{};`;
}

async function tell(tabId: number, message: ToFrames, frameId?: number): Promise<unknown> {
  try {
    return await browser.tabs.sendMessage(tabId, message, frameId === undefined ? {} : { frameId });
  } catch {
    // No relay is there.
    return undefined;
  }
}
