import { expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Handshake } from '../../lib/protocol/handshake.ts';
import { fakeHandshake } from '../unit/support/fake-handshake.ts';
import { element, mountPanel } from './mount-panel.tsx';
import { type FakePanelModel, NOON, received, sent } from './fake-panel-model.ts';

const good = fakeHandshake({
  id: 5,
  url: 'wss://example.com/live',
  startedAt: NOON + 1,
  sentAt: NOON + 2,
  respondedAt: NOON + 40,
  endedAt: NOON + 41,
  status: 101,
  ip: '10.0.0.1',
  requestHeaders: [
    ['Origin', 'https://example.com'],
    ['Cookie', 'very-secret'],
    ['X-Evil', '\u202Eevil\u0000'],
  ],
  responseHeaders: [
    ['Sec-WebSocket-Extensions', 'permessage-deflate; client_max_window_bits=10'],
    ['Sec-WebSocket-Protocol', 'chat'],
    ['Set-Cookie', 'very-secret'],
  ],
  responseLeftOut: 2,
});

async function showHandshake(
  prepare: (model: FakePanelModel) => void,
  size?: { width: number; height: number },
): Promise<FakePanelModel> {
  const model = await mountPanel((each) => {
    prepare(each);
    each.selectedConnection.value = 1;
  }, size);
  await page.getByRole('tab', { name: 'Handshake' }).click();
  // Its code is loaded when it is first asked for.
  await expect.poll(view).not.toBe('');
  return model;
}

const view = (): string => element('#details-view').textContent;

function withHandshake(handshake: Handshake, connection: object = {}) {
  return (model: FakePanelModel): void => {
    model.addConnection({ protocols: ['chat'], ...connection });
    model.handshakes.set(1, { state: 'sure', handshake });
  };
}

const FAILED = { openedAt: null, closedAt: NOON + 60, errored: true, state: 3 } as const;

test('a handshake in words, and its headers in order', async () => {
  await showHandshake(withHandshake(good));
  expect(view()).toContain('101 Switching Protocols');
  expect(view()).toContain('The browser compresses within a window of 10 bits.');
  expect(view()).toContain('Chosen by the server from what the page asked for.');
  expect(view()).toContain('10.0.0.1');
  expect(view()).toContain('open eventafter 42 ms');
  expect(view()).toContain('2 more headers were too much to keep.');
  const names = [...document.querySelectorAll('.headers dt')].map(({ textContent }) => textContent);
  expect(names.slice(0, 3)).toEqual(['Origin', 'Cookie', 'X-Evil']);
  // What would reorder or hide text is marked.
  expect(view()).toContain('‹U+202E›evil‹U+0000›');
});

test('cookies and credentials show on a press, and hide on another', async () => {
  await showHandshake(withHandshake(good));
  expect(view()).not.toContain('very-secret');
  expect(view()).toContain('11 characters, hidden');
  await userEvent.click(page.getByRole('button', { name: 'Show cookies and credentials' }));
  expect(view().split('very-secret')).toHaveLength(3);
  await userEvent.click(page.getByRole('button', { name: 'Hide cookies and credentials' }));
  expect(view()).not.toContain('very-secret');
});

test('another connection hides them again', async () => {
  const model = await showHandshake((each) => {
    withHandshake(good)(each);
    each.addConnection();
    each.handshakes.set(2, { state: 'sure', handshake: { ...good, id: 6 } });
  });
  await userEvent.click(page.getByRole('button', { name: 'Show cookies and credentials' }));
  model.selectedConnection.value = 2;
  await expect
    .element(page.getByRole('button', { name: 'Show cookies and credentials' }))
    .toBeVisible();
  expect(view()).not.toContain('very-secret');
});

test('where it cannot be told, it says so and shows each that it may have been', async () => {
  await showHandshake((model) => {
    model.addConnection();
    model.handshakes.set(1, {
      state: 'unsure',
      candidates: [good, { ...good, id: 6, ip: '10.0.0.2' }],
      maybeNone: true,
    });
  });
  expect(view()).toContain('It cannot be told which handshake');
  expect(view()).toContain('One of these 2. Perhaps it had none of them.');
  expect(view()).toContain('10.0.0.1');
  await userEvent.selectOptions(page.getByRole('combobox', { name: 'Candidates' }), '6');
  expect(view()).toContain('10.0.0.2');
});

test.for([
  [{ status: 401 }, 'The server wants credentials'],
  [{ status: 302 }, 'Browsers follow none'],
  [{ status: 503 }, 'overloaded or down'],
  [{ status: 418 }, 'The server refuses the request.'],
  [{ status: 599 }, 'The server failed'],
  [{ status: 101 }, 'Sec-WebSocket-Accept is wrong'],
  [
    { status: 101, responseHeaders: [['Sec-WebSocket-Protocol', 'other']] as const },
    'did not ask for',
  ],
  [{ status: 0, error: 'net::ERR_FAILED' }, 'The browser tells an extension no more'],
  [{ status: 0, error: 'net::ERR_FAILED', filled: true as const }, 'The request went out'],
  [{ status: 0, error: 'NS_ERROR_CONNECTION_REFUSED' }, 'Nobody listens'],
  [{ status: 0, error: 'NS_ERROR_UNKNOWN_HOST' }, 'cannot be resolved'],
  [{ status: 0 }, 'The connection failed before an answer came'],
] as const)('a failure in words: %j', async ([values, words]) => {
  const handshake = { ...good, responseHeaders: [], error: '', ...values } as unknown as Handshake;
  await showHandshake(withHandshake(handshake, FAILED));
  expect(view()).toContain(words);
});

test.for([
  [{ openedAt: NOON }, 'before the extension was there'],
  [{ openedAt: null, closedAt: null }, 'None yet'],
  [FAILED, 'Content-Security-Policy'],
  [{ ...FAILED, constructError: { name: 'SyntaxError', message: '' } }, 'The constructor threw'],
] as const)('why there is none: %j', async ([connection, words]) => {
  await showHandshake((model) => void model.addConnection(connection));
  expect(view()).toContain('No handshake was seen');
  expect(view()).toContain(words);
});

test('the status of a failure stands in the lists', async () => {
  const model = await mountPanel((each) => {
    withHandshake({ ...good, status: 403 }, FAILED)(each);
    each.addRows({ kind: 9 }, { kind: 8, detail: { code: 1006, reason: '', wasClean: false } });
  });
  const item = element('[role=listitem]');
  expect(item.textContent).toContain('HTTP 403');
  expect(item.textContent).toContain('403 Forbidden');
  const rows = [...document.querySelectorAll('[role=row][data-row]')];
  expect(rows.map((row) => row.textContent.includes('403 Forbidden'))).toEqual([true, true]);
  model.handshakes.set(1, { state: 'unsure', candidates: [good], maybeNone: true });
  model.addRows({ kind: 9 });
  await expect.poll(() => element('[role=listitem]').textContent).not.toContain('403');
});

test('what the browser hides is asked of the Network log, once', async () => {
  let asked = 0;
  const model = await showHandshake((each) => {
    withHandshake(good)(each);
    each.askNetworkLog = async () => {
      asked += 1;
    };
  });
  await userEvent.click(page.getByRole('button', { name: 'Ask the Network log' }));
  await expect.poll(view).toContain('does not have this handshake');
  expect(asked).toBe(1);
  model.handshakes.set(1, { state: 'sure', handshake: { ...good, filled: true } });
  model.version.value += 1;
  await expect.poll(view).toContain('Filled in from the Network log');
});

test('nothing runs over the edge of a narrow panel', async () => {
  const long: Handshake = {
    ...good,
    requestHeaders: [['X-'.repeat(60), 'y'.repeat(2000)]],
  };
  await showHandshake(withHandshake(long), { width: 320, height: 700 });
  const details = element('#details-view');
  expect(details.scrollWidth).toBeLessThanOrEqual(details.clientWidth);
});

test('the frame of a message, computed, and none for what never was on the wire', async () => {
  const model = await mountPanel((each) => {
    each.addConnection({ extensions: 'permessage-deflate' });
    each.addRows(sent('hello'), received(new Uint8Array(300)), sent('late', { flags: 4 }));
  });
  const show = async (row: number): Promise<string> => {
    model.selectedRow.value = row;
    await page.getByRole('tab', { name: 'Hex' }).click();
    return document.querySelector('.wire-frame')?.textContent ?? '';
  };
  await expect.poll(() => show(0)).toContain('6 B of header, 11 B in all');
  const first = await show(0);
  expect(first).toContain('81 85 ·· ·· ·· ··');
  expect(first).toContain('Computed');
  expect(first).toContain('RSV1');
  await expect.poll(() => show(1)).toContain('82 7e 01 2c');
  await expect.poll(() => show(2)).toBe('');
});
