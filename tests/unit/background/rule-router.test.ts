import { beforeEach, expect, test, vi } from 'vitest';
import { RuleRouter } from '../../../lib/background/rule-router.ts';
import type { Rule } from '../../../lib/protocol/rule.ts';
import { FakeEvent, FakePort } from '../support/fake-port.ts';

const fake = await vi.hoisted(async () => {
  const { FakeEvent: Event } = await import('../support/fake-port.ts');
  return {
    runtime: {
      onConnect: new Event<[unknown]>(),
      getURL: (path: string) => `chrome-extension://self${path}`,
    },
    storage: {
      local: {
        items: {} as Record<string, unknown>,
        get: async () => structuredClone(fake.storage.local.items),
        set: async (values: object) => void Object.assign(fake.storage.local.items, values),
        onChanged: new Event<[Record<string, { newValue?: unknown }>]>(),
      },
    },
    scripting: {
      registered: [] as { id: string; matches: string[]; persistAcrossSessions: boolean }[],
      getRegisteredContentScripts: async () => fake.scripting.registered,
      registerContentScripts: async (scripts: []) => {
        fake.scripting.registered = scripts;
      },
      unregisterContentScripts: async () => {
        fake.scripting.registered = [];
      },
      executeScript:
        vi.fn<
          (injection: { files?: string[]; target: { frameIds?: number[] } }) => Promise<object[]>
        >(),
    },
  };
});
vi.mock('webextension-polyfill', () => ({ default: fake }));

const BLOCK: Rule = {
  id: 'block',
  name: 'Block',
  on: true,
  site: 'http://a.test',
  match: { filter: 'ping' },
  action: { type: 'block' },
};

/** No rule of this version. */
const BROKEN = { ...BLOCK, id: 'broken', on: 'yes' };

let router: RuleRouter;

beforeEach(() => {
  fake.runtime.onConnect = new FakeEvent();
  fake.storage.local.items = { rules: [BLOCK, BROKEN] };
  fake.storage.local.onChanged = new FakeEvent();
  fake.scripting.registered = [];
  fake.scripting.executeScript.mockReset().mockImplementation(async ({ files }) =>
    files
      ? []
      : [
          { frameId: 0, result: 'http://a.test' },
          { frameId: 3, result: 'http://b.test' },
        ],
  );
  router = new RuleRouter();
  router.start();
});

function connect(port: FakePort): FakePort {
  fake.runtime.onConnect.fire(port);
  return port;
}

function engine(tabId = 1, origin = 'http://a.test', documentId = 'doc'): FakePort {
  const port = connect(new FakePort('rule-engine', { tab: { id: tabId } }));
  port.onMessage.fire({ type: 'hello', documentId, origin });
  return port;
}

function panel(tabId = 1, url = 'chrome-extension://self/panel.html'): FakePort {
  const port = connect(new FakePort('rule-panel', { url }));
  port.onMessage.fire({ type: 'attach', tabId });
  return port;
}

/** The next word of a type. */
async function word(port: FakePort, type: string): Promise<Record<string, unknown>> {
  return vi.waitUntil(() => {
    const found = port.sent.findLast((each) => (each as { type: string }).type === type);
    return found as Record<string, unknown> | undefined;
  });
}

test('while a panel inspects the tab, the rules of the site hold there, and in no other tab', async () => {
  await router.watch(1, true);
  expect(await word(engine(), 'rules')).toEqual({ type: 'rules', rules: [BLOCK], watched: true });
  const other = engine(1, 'http://b.test');
  expect(await word(other, 'rules')).toMatchObject({ rules: [] });
  expect(await word(engine(2), 'rules')).toMatchObject({ rules: [], watched: false });
});

test('the origin of a document is what the browser says, whatever its engine does', async () => {
  await router.watch(1, true);
  const sender = { tab: { id: 1 }, origin: 'http://b.test' };
  const port = connect(new FakePort('rule-engine', sender));
  port.onMessage.fire({ type: 'hello', documentId: 'doc', origin: 'http://a.test' });
  expect(await word(port, 'rules')).toMatchObject({ rules: [] });
  const other = connect(new FakePort('rule-engine', { ...sender, origin: 'http://a.test' }));
  other.onMessage.fire({ type: 'hello', documentId: 'other', origin: 'null' });
  expect(await word(other, 'rules')).toMatchObject({ rules: [BLOCK] });
});

test('after a start an engine waits until panels have had the time to come back', async () => {
  const early = engine();
  await router.watch(1, true);
  expect(await word(early, 'rules')).toMatchObject({ rules: [BLOCK] });
  expect(early.sent.filter((each) => (each as { rules?: unknown[] }).rules?.length === 0)).toEqual(
    [],
  );
});

test('pages load the engine only while a panel is open, and only those of the site', async () => {
  await router.watch(1, true);
  expect(fake.scripting.registered).toMatchObject([
    { id: 'rules', matches: ['http://a.test/*'], persistAcrossSessions: false },
  ]);
  const injected = fake.scripting.executeScript.mock.calls.flatMap(([each]) =>
    each.files ? [[each.files, each.target.frameIds]] : [],
  );
  expect(injected).toEqual([[['rules.js'], [0]]]);
  await router.watch(1, false);
  expect(fake.scripting.registered).toEqual([]);
});

test('a user may let rules stay: they hold without a panel, also after the browser ended', async () => {
  fake.storage.local.items['setting:rulesStay'] = { by: 'panel', value: true };
  router = new RuleRouter();
  fake.runtime.onConnect = new FakeEvent();
  router.start();
  expect(await word(engine(7), 'rules')).toMatchObject({ rules: [BLOCK], watched: false });
  await vi.waitUntil(() => fake.scripting.registered[0]?.persistAcrossSessions);
});

test('a panel is told all rules, what could not be read, and where they hold', async () => {
  await router.watch(1, true);
  const page = engine();
  const port = panel();
  expect(await word(port, 'rules')).toMatchObject({
    rules: [BLOCK],
    refused: [{ index: 1, field: 'on', problem: 'wrongType' }],
  });
  await vi.waitUntil(() =>
    port.sent.some((each) => (each as { pages?: unknown[] }).pages?.length === 1),
  );
  const hits = [{ rule: 'block' }];
  page.onMessage.fire({ type: 'hits', hits, counts: [{ rule: 'block', hits: 1, last: 1 }] });
  expect(await word(port, 'hits')).toMatchObject({ documentId: 'doc', hits });
  page.onMessage.fire({ type: 'queue', paused: [] });
  expect(await word(port, 'queue')).toMatchObject({ documentId: 'doc', paused: [] });
});

test('a change is stored, told to the panels, and holds in the pages', async () => {
  await router.watch(1, true);
  const page = engine();
  const port = panel();
  await word(page, 'rules');
  const added = { ...BLOCK, id: 'second', action: { type: 'refuse' } };
  port.onMessage.fire({ type: 'change', changes: [{ type: 'put', rule: added }] });
  await vi.waitUntil(() => (page.sent.at(-1) as { rules?: unknown[] }).rules?.length === 2);
  expect(fake.storage.local.items.rules).toEqual([BLOCK, added, BROKEN]);
  // It is done to connections: until rules are there none is made.
  expect(fake.scripting.registered.map(({ id }) => id)).toEqual(['simulate', 'rules']);
  port.onMessage.fire({
    type: 'change',
    changes: [
      { type: 'move', id: 'second', to: 0 },
      { type: 'remove', id: 'block' },
    ],
  });
  await vi.waitUntil(() => (page.sent.at(-1) as { rules?: unknown[] }).rules?.length === 1);
  expect(fake.storage.local.items.rules).toEqual([added, BROKEN]);
});

test('decisions reach the engine of the document, and only that of the own tab', async () => {
  await router.watch(1, true);
  await router.watch(2, true);
  const page = engine(1);
  const other = engine(2, 'http://a.test', 'other');
  const port = panel(1);
  const decide = (documentId: string) =>
    port.onMessage.fire({ type: 'decide', documentId, decision: { do: 'drop', paused: 4 } });
  decide('doc');
  decide('other');
  expect(await word(page, 'decide')).toMatchObject({ decision: { do: 'drop', paused: 4 } });
  port.onMessage.fire({ type: 'forward-all' });
  await word(page, 'forward-all');
  expect(other.sent.map((each) => (each as { type: string }).type)).not.toContain('decide');
  expect(other.sent.map((each) => (each as { type: string }).type)).not.toContain('forward-all');
});

test('with the last panel what is paused is let go as the user chose, and the rules go', async () => {
  fake.storage.local.items['setting:pausedAtClose'] = { by: 'panel', value: 'drop' };
  router = new RuleRouter();
  fake.runtime.onConnect = new FakeEvent();
  router.start();
  await router.watch(1, true);
  const page = engine();
  await word(page, 'rules');
  await router.watch(1, false);
  expect(page.sent.slice(-2)).toEqual([
    { type: 'unwatched', paused: 'drop' },
    { type: 'rules', rules: [], watched: false },
  ]);
});

test('a site whose pattern the browser does not take has its rules all the same', async () => {
  const register = vi.spyOn(fake.scripting, 'registerContentScripts');
  register.mockRejectedValueOnce(new Error('Invalid url pattern'));
  await router.watch(1, true);
  expect(fake.scripting.registered).toMatchObject([{ id: 'rules', matches: ['<all_urls>'] }]);
});

test('only pages of the extension may be panels', () => {
  expect(panel(1, 'http://page/').disconnected).toBe(true);
});

test('a page outside tabs is told that no rules hold, and is not cut off: it would come back for ever', () => {
  const port = connect(new FakePort('rule-engine', {}));
  port.onMessage.fire({ type: 'hello', documentId: 'doc', origin: 'http://a.test' });
  expect(port.disconnected).toBe(false);
  expect(port.sent).toEqual([{ type: 'rules', rules: [], watched: false }]);
});
