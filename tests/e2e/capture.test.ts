import { expect, it } from 'vitest';
import { pressExport, waitForCount } from '../../scripts/start/panel.ts';
import { choose, differences, exported, waitForRow } from '../support/panel-view.ts';
import { servePages } from '../support/serve-page.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

describeInBrowsers('capture', (browser) => {
  it('shows each type of payload as the server got it, byte for byte', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/echo`);
      socket.binaryType = 'arraybuffer';
      const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
      const payloads = [
        '',
        'text',
        'NUL \0 and é and 😀',
        'x'.repeat(300_000),
        bytes.buffer,
        bytes.subarray(10, 20),
        new DataView(bytes.buffer, 100, 5),
        new Float32Array([1.5, -2]),
        new Blob(['a ', 'Blob']),
        new Blob([bytes, 'x'.repeat(400_000)]),
        new ArrayBuffer(0),
      ];
      await new Promise((opened) => socket.addEventListener('open', opened));
      for (const payload of payloads) {
        socket.send(payload);
        // What is changed after the call is not what was sent.
        bytes[15] = 0xee;
      }
      bytes.fill(0);
      let left = payloads.length;
      await new Promise<void>((done) => {
        socket.addEventListener('message', ({ data }) => {
          // The page may do with its buffer what it likes.
          if (data instanceof ArrayBuffer) structuredClone(data, { transfer: [data] });
          left -= 1;
          if (left === 0) done();
        });
      });
      socket.close(1000, 'all sent');
      await new Promise((closed) => socket.addEventListener('close', closed));
    }, demo.socketUrl);
    await waitForCount(panel, 22);
    expect(await differences(sockscope)).toEqual([]);
    expect(demo.ledger.messageCount).toBe(22);
  });

  it('keeps lone surrogates, which never reach the wire', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/sink`);
      await new Promise((opened) => socket.addEventListener('open', opened));
      socket.send('short \ud800 end');
      socket.send(`${'y'.repeat(400_000)}\udfff`);
    }, demo.socketUrl);
    await waitForCount(panel, 2);
    await waitForRow(panel, 'yyy');
    const [connection] = await exported(panel);
    expect(connection?.messages.map(({ data }) => data)).toEqual([
      'short \ud800 end',
      `${'y'.repeat(400_000)}\udfff`,
    ]);
  });

  it('sees sockets from the first inline script on, in every frame', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    const echo = (name: string): string =>
      `<script>{const s=new WebSocket('${demo.socketUrl}/echo?${name}');s.onopen=()=>s.send('${name}');}</script>`;
    const origin = await servePages({
      '/': `<!doctype html>${echo('inline')}
        <iframe src="/frame"></iframe>
        <iframe id="blank"></iframe>
        <iframe srcdoc="${echo('srcdoc').replaceAll('"', '&quot;')}"></iframe>
        <script>
          new blank.contentWindow.WebSocket('${demo.socketUrl}/echo?blank').onopen = ({ target }) => target.send('blank');
          const made = document.body.appendChild(document.createElement('iframe'));
          made.src = URL.createObjectURL(new Blob([${JSON.stringify(echo('blob')).replaceAll('</', '<\\/')}], { type: 'text/html' }));
        </script>`,
      '/frame': `<!doctype html>${echo('frame')}`,
    });
    await page.goto(`${origin}/`);
    await waitForCount(panel, 10);
    const connections = await exported(panel);
    expect(connections.map(({ url }) => new URL(url).search).toSorted()).toEqual([
      '?blank',
      '?blob',
      '?frame',
      '?inline',
      '?srcdoc',
    ]);
    expect(await differences(sockscope)).toEqual([]);
  });

  it('marks what was not sent as what it was', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/echo`);
      try {
        socket.send('too early');
      } catch {
        // It is meant to throw.
      }
      await new Promise((opened) => socket.addEventListener('open', opened));
      socket.close(4321, '<b>bye</b>');
      socket.send('too late');
      try {
        socket.close(17);
      } catch {
        // It is meant to throw.
      }
      await new Promise((closed) => socket.addEventListener('close', closed));
      socket.send('after the end');
      try {
        void new WebSocket('ftp://nowhere/', ['a', 'a']);
      } catch {
        // It is meant to throw.
      }
    }, demo.socketUrl);
    expect(await waitForRow(panel, 'too early')).toContain('InvalidStateError');
    expect(await waitForRow(panel, 'after the end')).toContain('discarded');
    const late = await waitForRow(panel, 'too late');
    expect(late).toContain('discarded');
    expect(late).toContain('8 B');
    expect(await waitForRow(panel, 'close(17)')).toContain('InvalidAccessError');
    expect(await waitForRow(panel, 'threw SyntaxError')).toContain('SyntaxError');
    expect(await waitForRow(panel, '4321 Application')).toContain('<b>bye</b>');
    expect(demo.ledger.messageCount).toBe(0);
    const markup = await panel.evaluate(
      () => [...document.querySelectorAll('b')].filter((each) => each.textContent === 'bye').length,
    );
    expect(markup).toBe(0);
  });

  it('explains how a connection ended', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(
      (socketUrl: string, closedUrl: string) => {
        void new WebSocket(`${socketUrl}/close?code=1011&reason=broken`);
        void new WebSocket(`${socketUrl}/drop`);
        void new WebSocket(closedUrl);
      },
      demo.socketUrl,
      demo.closedUrl,
    );
    expect(await waitForRow(panel, '1011 Internal Error')).toContain('broken');
    expect(await waitForRow(panel, '1006 Abnormal Closure')).toContain('never');
  });

  it('says when the document ended with a socket open, and has its last messages', async () => {
    const sockscope = await openSockscope(browser);
    const { demo, page, panel } = sockscope;
    await panel.click({ role: 'checkbox', name: 'Keep log' });
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/sink`);
      await new Promise((opened) => socket.addEventListener('open', opened));
      addEventListener('pagehide', () => {
        for (let i = 1; i <= 50; i += 1) socket.send(`last words ${i}`);
      });
    }, demo.socketUrl);
    await page.goto(`${demo.url}blank?next`);
    await waitForCount(panel, 50);
    await waitForRow(panel, 'last words 50');
    await choose(panel, 'Kind', 'Lifecycle');
    // Firefox may close the page's sockets, and tell the page, before it leaves.
    await panel.waitFor(() => {
      const text = document.querySelector('[role=grid][aria-label=Messages]')?.textContent ?? '';
      if (!/ended with the connection open|1001 Going Away/.test(text)) throw new Error(text);
      return true;
    });
  });

  it('takes a message of 50 MB', async () => {
    const { demo, page, panel } = await openSockscope(browser);
    await page.evaluate(async (socketUrl: string) => {
      const socket = new WebSocket(`${socketUrl}/sink`);
      await new Promise((opened) => socket.addEventListener('open', opened));
      socket.send(`{"long": "${'z'.repeat(50_000_000)}"}`);
      socket.send('after it');
    }, demo.socketUrl);
    await waitForCount(panel, 2);
    await waitForRow(panel, 'after it');
    await panel.click({ role: 'row', name: /zzzz/ });
    await pressExport(panel);
    const sent = await panel.waitFor(async () => {
      const text = await (window as { exportedBlob?: Blob }).exportedBlob?.text();
      if (!text) return undefined;
      const [message] = JSON.parse(text).log.entries[0]._webSocketMessages as { data: string }[];
      return message && [message.data.length, message.data.slice(0, 12), message.data.slice(-3)];
    });
    expect(sent).toEqual([50_000_012, '{"long": "zz', 'z"}']);
  });
});
