import axe from 'axe-core';
import { afterEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { EventKind } from '../../lib/protocol/events.ts';
import { addColumn } from '../../lib/panel/columns.ts';
import { SessionKind } from '../../lib/session/types.ts';
import { type FakePanelModel, received, sent } from './fake-panel-model.ts';
import { heldMessage, pageWithRules, SOME_RULES } from './some-rules.ts';
import { element, mountPanel, nextFrame } from './mount-panel.tsx';

const SIZES = { wide: { width: 1280, height: 720 }, narrow: { width: 320, height: 640 } };

/** Each view of the panel, and how one gets there. */
const VIEWS: Record<string, (model: FakePanelModel) => Promise<unknown> | void> = {
  'the list with nothing selected': () => {},
  'a JSON message': (model) => select(model, 0),
  'a message as text': async (model) => {
    select(model, 0);
    await page.getByRole('tab', { name: 'Text' }).click();
  },
  'a message as hex': async (model) => {
    select(model, 2);
    await page.getByRole('tab', { name: 'Hex' }).click();
  },
  'a connection': async (model) => {
    select(model, 0);
    await page.getByRole('tab', { name: 'Connection' }).click();
  },
  'a gap': (model) => select(model, 4),
  'a wrong filter': (model) => {
    model.filterText.value = '/(/';
  },
  'paused, with a notice': (model) => {
    model.recording.value = false;
    model.missedWhilePaused.value = 3;
  },
  'the form that closes': (model) => composerForm(model, 'Close connection'),
  'the form that replays': (model) => composerForm(model, 'Replay messages…'),
  'the form that opens': (model) => composerForm(model, 'Open a connection…'),
  'the variables of the composer': () =>
    page.getByRole('button', { name: 'Variables', exact: true }).click(),
  'the snippets': () => page.getByRole('button', { name: 'Snippets', exact: true }).click(),
  'JSON that is wrong': async () => {
    await page.getByRole('radio', { name: 'JSON', exact: true }).click();
    await page.getByRole('textbox', { name: 'Message to send' }).fill('{"a": nope}');
  },
  'the menu of a column': async () => {
    element('[data-column="time"]').focus();
    await userEvent.keyboard('{Enter}');
  },
  'the menu of a row': async (model) => {
    select(model, 0);
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
  },
  'the rules before the first': () => openRules(),
  'a rule that changes JSON': (model) => openRule(model, /^Wrong price/),
  'a rule with network conditions': (model) => openRule(model, /^Slow/),
  'a rule with steps': (model) => openRule(model, /^Script/),
  'a rule that is wrong': async (model) => {
    await openRule(model, /^Wrong price/);
    await page.getByRole('textbox', { name: 'Path' }).fill('$.a[');
  },
  'what is held': async (model) => {
    await openRule(model, /^Wrong price/);
    await page.getByRole('tab', { name: /^Held/ }).click();
    await expect.element(page.getByRole('textbox', { name: 'Held message' })).toBeVisible();
  },
  'the settings': () => page.getByRole('button', { name: 'Settings' }).click(),
  'the keys': () => userEvent.keyboard('?'),
};

/** Opens a form of the composer for the first connection. */
async function composerForm(model: FakePanelModel, name: string): Promise<void> {
  model.selectedConnection.value = 1;
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name, exact: true }).click();
}

async function openRules(): Promise<void> {
  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  await expect.element(page.getByRole('tab', { name: /^Rules/ })).toBeVisible();
}

/** Opens the editor of one of some rules. */
async function openRule(model: FakePanelModel, name: RegExp): Promise<void> {
  model.rules.take({ type: 'rules', rules: SOME_RULES, refused: [] });
  model.rules.take({ type: 'pages', pages: [pageWithRules(SOME_RULES)] });
  model.rules.take({ type: 'queue', documentId: 'document', paused: [heldMessage(1)] });
  await openRules();
  await page.getByRole('button', { name }).click();
  await expect.element(page.getByRole('form', { name: 'Rule' })).toBeVisible();
}

function select(model: FakePanelModel, row: number): void {
  model.selectedRow.value = row;
}

function fill(model: FakePanelModel): void {
  model.addConnection({ url: 'wss://example.com/live', protocol: 'graphql-ws' });
  model.addConnection({
    url: 'wss://example.com/other',
    state: 3,
    closedAt: 1,
    close: { code: 1006, reason: '', wasClean: false },
  });
  model.addRows(
    sent('{"id":1,"user":{"name":"Ada"},"tags":[1,2]}'),
    received('text'),
    received(new Uint8Array([1, 2, 3])),
    { kind: EventKind.Close, detail: { code: 1006, reason: 'x', wasClean: false } },
    {
      kind: SessionKind.Gap,
      detail: { reason: 'history', messages: 4, connections: new Map([[1, 4]]) },
    },
  );
  addColumn(model.preferences, '$.id');
}

afterEach(() => {
  delete document.documentElement.dataset['theme'];
});

describe.each(['light', 'dark'])('in the %s theme axe finds nothing in', (theme) => {
  describe.each(Object.entries(SIZES))('the %s panel:', (_, size) => {
    test.each(Object.entries(VIEWS))('%s', async (_, open) => {
      document.documentElement.dataset['theme'] = theme;
      document.documentElement.lang = 'en';
      const model = await mountPanel(fill, size);
      element('[role=grid]').focus();
      await open(model);
      await nextFrame();
      // Half way between two colours the contrast is that of neither.
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      const { violations } = await axe.run(document.body, {
        rules: {
          // The panel is a tool's pane in a window of the browser's, not a page of its own.
          region: { enabled: false },
          'page-has-heading-one': { enabled: false },
          // What scrolls is scrolled by the keys of the grid or tree around it, which has the focus.
          'scrollable-region-focusable': { enabled: false },
        },
      });
      const found = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
      expect(found).toEqual([]);
    });
  });
});
