import { expect, it } from 'vitest';
import type { PageDriver, PanelDriver } from '../../scripts/browsers/session.ts';
import type { RuleAction } from '../../lib/protocol/rule.ts';
import { servePages } from '../support/serve-page.ts';
import { gotFrom } from '../support/server-view.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

/** What a page heard on its sockets, by the name of the socket. */
type Heard = Record<string, string[]>;

describeInBrowsers('rules', (browser) => {
  it('hold from the page’s first message, also after a reload, in order', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const site = await servePages({
      '/': firstInlineScript({
        flood: `${demo.socketUrl}/flood?count=4&size=6`,
        echo: `${demo.socketUrl}/echo`,
      }),
    });
    await setRules(panel, [
      rule(site, { type: 'block' }, 'url:flood "1:"'),
      rule(site, { type: 'delay', ms: 200, jitter: 0, bytesPerSecond: null }, 'url:flood "0:"'),
      rule(
        site,
        {
          type: 'replace',
          change: { how: 'expression', source: '^(\\d):x+', flags: '', with: '$1-y' },
        },
        'url:flood /^3/',
      ),
      rule(
        site,
        {
          type: 'replace',
          change: { how: 'json', changes: [{ do: 'set', path: '$.amount', value: '1000' }] },
        },
        'url:echo dir:send',
      ),
      rule(
        site,
        {
          type: 'answer',
          to: 'page',
          instead: false,
          body: { type: 'text', text: 'ordered {{last.send $.id}}' },
        },
        'url:echo dir:send json:id',
      ),
    ]);
    const changed = '{"id":12345678901234567890,"amount":1000}';
    const expected = {
      flood: ['0:xxxx', '2:xxxx', '3-y'],
      echo: ['ordered 12345678901234567890', changed, 'last'],
    };
    await page.goto(site);
    expect(await heard(page, expected)).toEqual(expected);
    await page.reload();
    expect(await heard(page, expected)).toEqual(expected);
    const sent = demo.ledger.connections
      .filter(({ path }) => path === '/echo')
      .map(({ messages }) => messages.find(({ direction }) => direction === 'fromPage')?.data);
    expect(sent).toEqual([changed, changed]);
  });

  it('hold a message for the user, with those behind it, until it is let go edited', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const site = await servePages({
      '/': firstInlineScript({ echo: `${demo.socketUrl}/echo` }),
    });
    await setRules(panel, [rule(site, { type: 'pause' }, 'dir:send amount')]);
    await page.goto(site);
    const paused = await pausedIn(panel);
    expect(paused).toMatchObject([{ direction: 'send', behind: 1 }]);
    await page.waitFor(() => (window as unknown as { sent: number }).sent === 2);
    expect(gotFrom(demo, '/echo')).toEqual([]);
    await decide(panel, paused[0]!, 'edited');
    const expected = { echo: ['edited', 'last'] };
    expect(await heard(page, expected)).toEqual(expected);
    // With the panel the rules go, and what is paused goes on.
    await page.evaluate(() => {
      (window as unknown as { socket: WebSocket }).socket.send('second amount');
    });
    await panel.waitFor(
      () =>
        (window as unknown as { ruleStore: { paused: object[] } }).ruleStore.paused.length === 1,
    );
    expect(gotFrom(demo, '/echo')).toEqual(['edited', 'last']);
    await panel.close();
    const all = { echo: ['edited', 'last', 'second amount'] };
    expect(await heard(page, all)).toEqual(all);
  });

  it('hold in a page that is there already, and go when they are switched off', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const site = await servePages({
      '/': firstInlineScript({ echo: `${demo.socketUrl}/echo` }),
    });
    await page.goto(site);
    const order = '{"id":12345678901234567890,"amount":5}';
    await heard(page, { echo: [order, 'last'] });
    const block = rule(site, { type: 'block' }, 'dir:send secret');
    await setRules(panel, [block]);
    await panel.waitFor(
      () => (window as unknown as { ruleStore: { pages: number } }).ruleStore.pages === 1,
    );
    await sendTwo(page, 'first');
    await heard(page, { echo: [order, 'last', 'first'] });
    expect(gotFrom(demo, '/echo')).toEqual([order, 'last', 'first']);
    await setRules(panel, [{ ...block, on: false }]);
    await panel.waitFor(
      () => (window as unknown as { ruleStore: { pages: number } }).ruleStore.pages === 0,
    );
    await sendTwo(page, 'second');
    const all = { echo: [order, 'last', 'first', 'secret', 'second'] };
    expect(await heard(page, all)).toEqual(all);
  });

  it('stand in for a server that is down, refuse and end connections', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    const site = await servePages({
      '/': firstInlineScript({
        down: demo.closedUrl,
        refused: `${demo.socketUrl}/echo?refused`,
        other: `${demo.socketUrl}/sink`,
        dies: `${demo.socketUrl}/echo?dies`,
      }),
    });
    await setRules(panel, [
      rule(site, { type: 'mock', protocol: '' }, 'url:closed'),
      rule(
        site,
        {
          type: 'answer',
          to: 'page',
          instead: true,
          body: { type: 'text', text: '{"reply":{{last.send $.id}}}' },
        },
        'url:closed dir:send json:id',
      ),
      rule(site, { type: 'refuse' }, 'url:refused'),
      rule(site, { type: 'redirect', url: `${demo.socketUrl}/echo?redirected` }, 'url:sink'),
      rule(
        site,
        { type: 'close', how: 'end', code: 1006, reason: '' },
        'url:dies dir:receive last',
      ),
    ]);
    await page.goto(site);
    const order = '{"id":12345678901234567890,"amount":5}';
    const expected = {
      down: ['{"reply":12345678901234567890}'],
      refused: ['closed 1006'],
      other: [order, 'last'],
      dies: [order, 'last', 'closed 1006'],
    };
    expect(await heard(page, expected)).toEqual(expected);
  });
});

/** A page that connects in its first script, and sends two messages as soon as it can. */
function firstInlineScript(urls: Readonly<Record<string, string>>): string {
  return `<!doctype html><script>
    window.heard = {};
    window.sent = 0;
    for (const [name, url] of Object.entries(${JSON.stringify(urls)})) {
      const heard = (window.heard[name] = []);
      const socket = (window.socket = new WebSocket(url));
      socket.onmessage = ({ data }) => heard.push(data);
      socket.onclose = ({ code }) => heard.push('closed ' + code);
      socket.onopen = () => {
        if (name === 'flood') return;
        socket.send('{"id":12345678901234567890,"amount":5}');
        socket.send('last');
        window.sent += 2;
      };
    }
  </script>`;
}

function rule(site: string, action: RuleAction, filter: string): object {
  return { id: `${action.type} ${filter}`, name: '', on: true, site, match: { filter }, action };
}

/** Stores rules from the panel, and waits until the background says that they are there. */
async function setRules(panel: PanelDriver, rules: readonly object[]): Promise<void> {
  await panel.evaluate(async (all: readonly object[]) => {
    const extension = (globalThis as unknown as { chrome: Extension }).chrome;
    const port = extension.runtime.connect({ name: 'rule-panel' });
    const store = { paused: [] as object[], pages: 0 };
    Object.assign(window, { rulePort: port, ruleStore: store });
    const stored = new Promise<void>((resolve) => {
      port.onMessage.addListener((message) => {
        if (message.type === 'rules' && message.rules?.length === all.length) resolve();
        if (message.type === 'pages') store.pages = message.pages!.length;
        if (message.type === 'queue')
          store.paused = message.paused!.map((each) =>
            Object.assign(each, { in: message.documentId }),
          );
      });
    });
    port.postMessage({ type: 'attach', tabId: extension.devtools.inspectedWindow.tabId });
    port.postMessage({ type: 'change', changes: all.map((each) => ({ type: 'put', rule: each })) });
    await stored;
  }, rules);
}

/** Sends what a rule may keep, and a text behind it. */
async function sendTwo(page: PageDriver, text: string): Promise<void> {
  await page.evaluate((last: string) => {
    const { socket } = window as unknown as { socket: WebSocket };
    socket.send('secret');
    socket.send(last);
  }, text);
}

interface Paused {
  paused: number;
  in: string;
}

interface Port {
  postMessage(message: object): void;
  onMessage: {
    addListener(
      listener: (message: {
        type: string;
        documentId?: string;
        rules?: object[];
        paused?: object[];
        pages?: object[];
      }) => void,
    ): void;
  };
}

interface Extension {
  runtime: { connect(info: { name: string }): Port };
  devtools: { inspectedWindow: { tabId: number } };
}

/** What waits for the user, once something does and all is sent. */
function pausedIn(panel: PanelDriver): Promise<Paused[]> {
  return panel.waitFor(() => {
    const { paused } = (
      window as unknown as { ruleStore: { paused: (Paused & { behind: number })[] } }
    ).ruleStore;
    return paused[0]?.behind === 1 && paused;
  }) as Promise<Paused[]>;
}

async function decide(
  panel: PanelDriver,
  { paused, in: documentId }: Paused,
  data: string,
): Promise<void> {
  await panel.evaluate(
    (id: string, number: number, edited: string) => {
      const { rulePort } = window as unknown as { rulePort: Port };
      const decision = { do: 'forward', paused: number, data: edited };
      const message = { type: 'decide', documentId: id, decision };
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port has none
      rulePort.postMessage(message);
    },
    documentId,
    paused,
    data,
  );
}

/** What the page heard, once it is as much as is expected of each socket. */
function heard(page: PageDriver, expected: Heard): Promise<Heard> {
  return page.waitFor((wanted: Heard) => {
    const { heard: all } = window as unknown as { heard: Heard };
    const isThere = Object.entries(wanted).every(
      ([name, texts]) => all[name]!.length >= texts.length,
    );
    if (!isThere) throw new Error(JSON.stringify(all));
    return all;
  }, expected);
}
