import browser from 'webextension-polyfill';
import type { Scripting } from 'webextension-polyfill';
import { isConnectionAction, isOfSite, matchPatternOf } from '../protocol/rule.ts';
import type { Rule } from '../protocol/rule.ts';

/** The files, and for which rules each is wanted. The order in which they run does not matter. */
const FILES: readonly { id: string; file: string; isFor: (rule: Rule) => boolean }[] = [
  { id: 'expressions', file: 'expressions.js', isFor: hasExpression },
  { id: 'simulate', file: 'rules-simulate.js', isFor: ({ action }) => isConnectionAction(action) },
  { id: 'rules', file: 'rules.js', isFor: () => true },
];

/** Puts the engine of rules into pages: those that load, and those that are there. */
export class RuleScripts {
  #done: Promise<unknown> = Promise.resolve();

  /**
   * Has the pages of these rules' sites load the engine from now on; no other page loads anything.
   * @param persists also after the browser was started anew
   */
  register(rules: readonly Rule[], persists: boolean): Promise<unknown> {
    const wanted = FILES.flatMap(({ id, file, isFor }) => {
      const matches = [...new Set(rules.filter(isFor).map(({ site }) => matchPatternOf(site)))];
      if (matches.length === 0) return [];
      const script: Scripting.RegisteredContentScript = {
        id,
        js: [file],
        matches: matches.sort(),
        allFrames: true,
        matchOriginAsFallback: true,
        runAt: 'document_start',
        persistAcrossSessions: persists,
      };
      return [script];
    });
    // One after the other: of two that overlap, the second would not know what the first made.
    this.#done = this.#done.then(() => replaceScripts(wanted)).catch(warn);
    return this.#done;
  }

  /** Puts it into the frames of a tab that are of these rules' sites. */
  async inject(tabId: number, rules: readonly Rule[]): Promise<void> {
    if (rules.length === 0) return;
    try {
      const frames = await browser.scripting.executeScript({
        target: { tabId, allFrames: true },
        func: () => globalThis.origin,
        injectImmediately: true,
      });
      await Promise.all(
        frames.map(async ({ frameId, result }) => {
          const holding = rules.filter(({ site }) => isOfSite(site, String(result)));
          const files = FILES.filter(({ isFor }) => holding.some(isFor)).map(({ file }) => file);
          if (files.length === 0) return;
          const target = { tabId, frameIds: [frameId] };
          await browser.scripting.executeScript({ target, files, injectImmediately: true });
        }),
      );
    } catch {
      // A page of the browser, or the tab or the frame is gone.
    }
  }
}

async function replaceScripts(wanted: readonly Scripting.RegisteredContentScript[]): Promise<void> {
  const ids = FILES.map(({ id }) => id);
  const registered = await browser.scripting.getRegisteredContentScripts({ ids });
  const isSame =
    registered.length === wanted.length &&
    wanted.every(({ id, matches, persistAcrossSessions }) =>
      registered.some(
        (each) =>
          each.id === id &&
          each.persistAcrossSessions === persistAcrossSessions &&
          each.matches?.toSorted().join(' ') === matches?.join(' '),
      ),
    );
  if (isSame) return;
  if (registered.length > 0)
    await browser.scripting.unregisterContentScripts({ ids: registered.map(({ id }) => id) });
  if (wanted.length === 0) return;
  try {
    await browser.scripting.registerContentScripts([...wanted]);
  } catch {
    // A site whose pattern this browser does not take. The engine itself asks for the origin.
    await browser.scripting.registerContentScripts(
      wanted.map((each) => Object.assign(each, { matches: ['<all_urls>'] })),
    );
  }
}

function warn(error: unknown): void {
  console.warn('Sockscope could not prepare pages for rules:', error);
}

/** Whether what runs expressions may be needed; a path with two slashes is taken for one. */
function hasExpression({ match, action }: Rule): boolean {
  if (action.type === 'replace' && action.change.how === 'expression') return true;
  const filters = [match.filter];
  if (action.type === 'sequence')
    for (const step of action.steps) if (step.do === 'wait') filters.push(step.filter);
  return filters.some((filter) => /\/.*\//s.test(filter));
}
