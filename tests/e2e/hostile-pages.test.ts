import { expect, it } from 'vitest';
import { waitForCount } from '../../scripts/start/panel.ts';
import { openSocket, sendTexts } from '../support/page-sockets.ts';
import { differences, selectRow, waitForStatus, waitForText } from '../support/panel-view.ts';
import { gotFrom, waitForServer } from '../support/server-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('a page of its own mind', (browser) => {
  it('may freeze what it is built of', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    const origin = await servePages({
      '/': `<!doctype html><script>
        for (const each of [Object, Function, Array, Map, WeakMap, Set, Promise, Event, EventTarget,
          MessageEvent, CustomEvent, WebSocket, Element, Node, Reflect, JSON, Symbol, globalThis.URL]) {
          Object.freeze(each);
          if (each.prototype) Object.freeze(each.prototype);
        }
        ${talk(demo.socketUrl, `'frozen ' + Object.isFrozen(WebSocket.prototype)`)}
      </script>`,
    });
    await page.goto(`${origin}/`);
    await waitForServer(demo, '/echo', ['hello', 'frozen true']);
    await waitForCount(panel, 4);
    expect(await differences(sockscope)).toEqual([]);
  });

  it('may replace it, and sees none of our calls', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    const origin = await servePages({
      '/': `<!doctype html><script>
        let calls = '';
        const { apply, getOwnPropertyDescriptor, defineProperty, ownKeys } = Reflect;
        const native = WebSocket;
        for (const [name, each] of Object.entries({ Array, Map, WeakMap, Function, Promise, EventTarget,
          Event, CustomEvent, MessageEvent, MessagePort, Document, Element, String, Object, Reflect, JSON,
          Float64Array, ArrayBuffer, Blob, TextEncoder, URL, AbortSignal })) {
          const target = each.prototype ?? each;
          for (const key of ownKeys(target)) {
            const property = getOwnPropertyDescriptor(target, key);
            if (key === 'constructor' || !property.configurable || typeof property.value !== 'function')
              continue;
            const original = property.value;
            property.value = function (...given) {
              calls += name + '.' + String(key) + ' ';
              return apply(original, this, given);
            };
            defineProperty(target, key, property);
          }
        }
        calls = '';
        ${talk(demo.socketUrl, `'calls: ' + calls`)}
      </script>`,
    });
    await page.goto(`${origin}/`);
    await waitForServer(demo, '/echo', ['hello', 'calls: ']);
    await waitForCount(panel, 4);
    expect(await differences(sockscope)).toEqual([]);
  });

  it('may send a long message that is hard to search', async () => {
    const { demo, page, panel } = await openSockscope(browser, { dock: 'window' });
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, [`${'a'.repeat(50_000)}!`, 'b']);
    await waitForCount(panel, 2);
    await selectRow(panel, 'aaaa');
    await waitForText(panel, 'aaaa', '.text-view');
    const filter = { role: 'combobox', name: 'Filter messages' };
    await panel.fill(filter, '/^a+!$/');
    await waitForStatus(panel, '1 of 2 messages');
    await panel.fill(filter, 'a!');
    await waitForStatus(panel, '1 of 2 messages');
    expect(gotFrom(demo, '/sink').map((each) => each.length)).toEqual([50_001, 1]);
  });

  it('may send what an expression never gets through: the next one is taken all the same', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await openSocket(page, `${demo.socketUrl}/sink`);
    await sendTexts(page, [`${'a'.repeat(50_000)}!`, 'b']);
    await waitForCount(panel, 2);
    const filter = { role: 'combobox', name: 'Filter messages' };
    await panel.fill(filter, '/^(a+)+$/');
    // The panel looks at the messages with the next frame.
    await panel.evaluate(
      () =>
        new Promise<void>((done) => {
          requestAnimationFrame(() => requestAnimationFrame(() => done()));
        }),
    );
    await panel.fill(filter, '/^b$/');
    await waitForStatus(panel, '1 of 2 messages');
  });
});

/** Says hello once open, the value of `last` once answered, and closes once that is answered. */
function talk(socketUrl: string, last: string): string {
  return `
    const socket = new WebSocket('${socketUrl}/echo');
    let answers = 0;
    socket.onopen = () => socket.send('hello');
    socket.onmessage = () => {
      answers += 1;
      if (answers === 1) socket.send(${last});
      else socket.close(1000, 'done');
    };`;
}
