import { describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Rule } from '../../lib/protocol/rule.ts';
import type { PausedMessage, RuleChange } from '../../lib/protocol/rules.ts';
import type { FakePanelModel } from './fake-panel-model.ts';
import { element, mountPanel, nextFrame } from './mount-panel.tsx';
import { heldMessage as paused, pageWithRules, someRule as rule } from './some-rules.ts';

/** Opens the view of the rules, with these in it, all of the page. */
async function openRules(...rules: Rule[]): Promise<FakePanelModel> {
  const model = await mountPanel((fake) => {
    fake.addConnection({ frameUrl: 'https://example.com/' });
  });
  model.rules.take({ type: 'rules', rules, refused: [] });
  model.rules.take({ type: 'pages', pages: [pageWithRules(rules)] });
  await page.getByRole('button', { name: 'Rules', exact: true }).click();
  await expect.element(page.getByRole('tab', { name: /^Rules/ })).toBeVisible();
  return model;
}

function changes(model: FakePanelModel): RuleChange[] {
  return model.sentOfRules.flatMap((each) => (each.type === 'change' ? each.changes : []));
}

/** Those that are held. */
const options = () => page.getByRole('listbox').getByRole('option');

const names = () =>
  [...document.querySelectorAll('.rule-name')].map(({ textContent }) => textContent);

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });

/** Chooses a file to import. */
async function take(content: string): Promise<void> {
  const input = page.getByLabelText('Import rules…');
  await userEvent.upload(input, new File([content], 'rules.json', { type: 'application/json' }));
}

/** Opens the view of what is held, with these in it. */
async function openHeld(...queue: PausedMessage[]) {
  const model = await openRules(rule('a', { action: { type: 'pause' } }));
  model.rules.take({ type: 'queue', documentId: 'document', paused: queue });
  await page.getByRole('tab', { name: /^Held/ }).click();
  return { model, decided: () => model.sentOfRules.filter(({ type }) => type !== 'change') };
}

describe('a new rule', () => {
  test('starts from what one wants to do, is put right at its fields, and is saved for this page', async () => {
    const model = await openRules();
    await button(/^Change a field in each outgoing message/).click();
    await button('Save and switch on').click();
    await expect
      .element(page.getByText('A path is wanted', { exact: false }))
      .not.toBeInTheDocument();
    await expect
      .element(page.getByText('A value as JSON is wanted', { exact: false }))
      .toBeVisible();
    expect(changes(model)).toEqual([]);
    await page.getByRole('textbox', { name: 'Path' }).fill('$.user');
    const value = page.getByRole('textbox', { name: 'Value as JSON' });
    await value.fill('Ada');
    await expect
      .element(page.getByText('A text stands in quotes: "Ada"', { exact: false }))
      .toBeVisible();
    await expect.element(value).toHaveAttribute('aria-invalid', 'true');
    await value.fill('"Ada"');
    await userEvent.keyboard('{Enter}');
    expect(changes(model)).toEqual([
      {
        type: 'put',
        rule: {
          id: expect.any(String),
          name: 'Change a field in each outgoing message',
          on: true,
          site: 'https://example.com',
          match: { filter: 'dir:send kind:text' },
          action: {
            type: 'replace',
            change: { how: 'json', changes: [{ do: 'set', path: '$.user', value: '"Ada"' }] },
          },
        },
      },
    ]);
    expect(names()).toEqual(['Change a field in each outgoing message']);
    await expect.element(button('Save')).toBeDisabled();
  });

  test('has a filter box that completes and says what is wrong', async () => {
    await openRules();
    await button(/^Block messages/).click();
    const filter = page.getByRole('combobox', { name: 'Messages that match' });
    await filter.fill('di');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await expect.element(filter).toHaveValue('dir:');
    await filter.fill('dr:send');
    await userEvent.keyboard('{Escape}');
    await expect.element(page.getByRole('alert')).toMatchTextContent(/There is no key “dr:”/);
    await button('Save and switch on').click();
    await expect.element(filter).toHaveFocus();
  });

  test('that was begun stays until it is saved or discarded', async () => {
    const model = await openRules(rule('a'));
    await button('New rule').click();
    await button(/^Offline/).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('No net');
    await button(/^Rule a/).click();
    expect(names()).toEqual(['Rule a', 'No net']);
    await button(/^No net/).click();
    await button('Discard').click();
    expect(names()).toEqual(['Rule a']);
    expect(changes(model)).toEqual([]);
  });

  test('that there is no room for is kept as begun, and says why', async () => {
    const model = await openRules(...Array.from({ length: 200 }, (_, at) => rule(`${at}`)));
    await button('New rule').click();
    await button(/^Block messages/).click();
    await button('Save and switch on').click();
    await expect.element(page.getByRole('alert')).toMatchTextContent(/There are too many/);
    expect(changes(model)).toEqual([]);
    await expect.element(button('Save and switch on')).toBeEnabled();
  });

  test('is made of a message, by its label and direction', async () => {
    const model = await openRules();
    await button('Close the rules').click();
    model.addMessages('{"type":"price","now":"{{literally}}"}');
    model.selectedRow.value = 0;
    element('[role=grid]').focus();
    await userEvent.keyboard('{Shift>}{F10}{/Shift}');
    await page.getByRole('menuitem', { name: 'Make a rule of it…' }).click();
    await expect
      .element(page.getByRole('combobox', { name: 'Messages that match' }))
      .toHaveValue('dir:receive event:price');
    await button('Save and switch on').click();
    const [change] = changes(model);
    expect(change).toMatchObject({
      rule: {
        action: {
          change: { body: { text: `{"type":"price","now":"{{'{{'}}literally}}"}` } },
        },
      },
    });
  });
});

describe('the list', () => {
  test('turns a rule on and off, and says how often it did something', async () => {
    const model = await openRules(rule('a'), rule('b', { on: false }));
    await page.getByRole('switch', { name: 'Rule a: on' }).click();
    expect(changes(model)).toEqual([{ type: 'switch', id: 'a', on: false }]);
    model.rules.take({
      type: 'hits',
      documentId: 'document',
      hits: [],
      counts: [{ rule: 'b', hits: 1204, last: 1 }],
    });
    await expect.element(page.getByText('1,204 hits')).toBeInTheDocument();
  });

  test('says what stops a rule, and where it is for other sites', async () => {
    const model = await openRules(rule('a'), rule('b', { site: 'other.example' }));
    model.rules.take({
      type: 'pages',
      pages: [
        {
          documentId: 'document',
          origin: 'https://example.com',
          rules: ['a'],
          failures: [{ rule: 'a', problem: 'loop', said: '' }],
          counts: [],
        },
      ],
    });
    await expect.element(button(/^Rule a/)).toMatchTextContent(/it rather answered itself/);
    await expect.element(button(/^Rule b/)).toMatchTextContent(/other site/);
    await expect
      .element(page.getByRole('group', { name: 'Rules' }))
      .toMatchTextContent(/“Rule a” does not work as it says/);
  });

  test('is put in order by keys and by its handle', async () => {
    const model = await openRules(rule('a'), rule('b'), rule('c'));
    (button(/^Rule c/).element() as HTMLElement).focus();
    await userEvent.keyboard('{Alt>}{ArrowUp}{/Alt}');
    expect(names()).toEqual(['Rule a', 'Rule c', 'Rule b']);
    await expect.element(page.getByText('Rule c is now 2 of 3')).toBeInTheDocument();
    const handles = document.querySelectorAll<HTMLElement>('.rule-handle');
    await userEvent.dragAndDrop(handles[2]!, handles[0]!, {
      targetPosition: { x: 4, y: 1 },
    });
    expect(names()).toEqual(['Rule b', 'Rule a', 'Rule c']);
    expect(changes(model)).toEqual([
      { type: 'move', id: 'c', to: 1 },
      { type: 'move', id: 'b', to: 0 },
    ]);
  });

  test('gives back what was deleted, where it stood', async () => {
    await openRules(rule('a'), rule('b'), rule('c'));
    (button(/^Rule b/).element() as HTMLElement).focus();
    await userEvent.keyboard('{Delete}');
    expect(names()).toEqual(['Rule a', 'Rule c']);
    await expect.element(button(/^Rule c/)).toHaveFocus();
    await button('Undo').click();
    expect(names()).toEqual(['Rule a', 'Rule b', 'Rule c']);
  });

  test('takes a copy in, switched off, behind its rule', async () => {
    const model = await openRules(rule('a'), rule('b'));
    await button(/^Rule a/).click();
    await button('Duplicate').click();
    expect(names()).toEqual(['Rule a', 'Rule a copy', 'Rule b']);
    expect(model.rules.rules.value[1]).toMatchObject({ on: false, action: { type: 'block' } });
  });

  test('keeps what was changed and not saved, beside what holds', async () => {
    const model = await openRules(rule('a'), rule('b'));
    await button(/^Rule a/).click();
    await page.getByRole('combobox', { name: 'Do' }).selectOptions('pause');
    await button(/^Rule b/).click();
    await expect.element(button(/^Rule a/)).toMatchTextContent(/not saved/);
    await button(/^Rule a/).click();
    await expect.element(page.getByRole('combobox', { name: 'Do' })).toHaveValue('pause');
    await button('Revert').click();
    await expect.element(page.getByRole('combobox', { name: 'Do' })).toHaveValue('block');
    expect(changes(model)).toEqual([]);
  });
});

describe('a file of rules', () => {
  test('adds its rules, switched off and with ids of their own, and says what was not taken', async () => {
    const model = await openRules(rule('a'));
    await take(
      JSON.stringify({ sockscopeRules: 1, rules: [rule('a'), { ...rule('x'), site: 'https://' }] }),
    );
    await expect
      .element(page.getByText('1 rule was not taken: Rule x', { exact: false }))
      .toBeVisible();
    expect(names()).toEqual(['Rule a', 'Rule a']);
    const [first, second] = model.rules.rules.value;
    expect(second).toMatchObject({ ...first, id: expect.any(String), on: false });
    expect(second?.id).not.toBe(first?.id);
  });

  test('that is none changes nothing', async () => {
    const model = await openRules(rule('a'));
    await take('{"rules": [');
    await expect
      .element(page.getByText('This is no file of rules', { exact: false }))
      .toBeVisible();
    expect(changes(model)).toEqual([]);
  });
});

describe('what is held', () => {
  test('is edited and let go, and the next one is there', async () => {
    const { decided } = await openHeld(paused(1, { behind: 2 }), paused(2));
    await expect.element(options().first()).toMatchTextContent(/2 wait behind it/);
    const editor = page.getByRole('textbox', { name: 'Held message' });
    await expect.element(editor).toMatchTextContent(/\{"n":1\}/);
    await editor.fill('{"n":');
    await expect.element(button('Forward as edited')).toBeDisabled();
    await expect.element(editor).toHaveAttribute('aria-invalid', 'true');
    await editor.fill('{"n":7}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(decided()).toEqual([
      {
        type: 'decide',
        documentId: 'document',
        decision: { do: 'forward', paused: 1, data: '{"n":7}' },
      },
    ]);
    await expect.element(editor).toMatchTextContent(/\{"n":2\}/);
    await button('Forward').click();
    expect(decided().at(-1)).toEqual({
      type: 'decide',
      documentId: 'document',
      decision: { do: 'forward', paused: 2 },
    });
    await expect.element(page.getByText('Nothing is held')).toBeVisible();
  });

  test('keeps what was edited while one looks at another', async () => {
    await openHeld(paused(1), paused(2));
    const editor = page.getByRole('textbox', { name: 'Held message' });
    await editor.fill('{"n":7}');
    await options().last().click();
    await expect.element(editor).toMatchTextContent(/\{"n":2\}/);
    await options().first().click();
    await expect.element(editor).toMatchTextContent(/\{"n":7\}/);
    await button('As it came').click();
    await expect.element(editor).toMatchTextContent(/\{"n":1\}/);
  });

  test('goes on as edited from the list and with all others, too', async () => {
    const { decided } = await openHeld(paused(1), paused(2), paused(3));
    const editor = page.getByRole('textbox', { name: 'Held message' });
    await editor.fill('{"n":7}');
    (page.getByRole('listbox').element() as HTMLElement).focus();
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await expect.element(editor).toMatchTextContent(/\{"n":2\}/);
    await editor.fill('{"n":8}');
    await button('Forward all 2').click();
    expect(decided()).toMatchObject([
      { decision: { do: 'forward', paused: 1, data: '{"n":7}' } },
      { decision: { do: 'forward', paused: 2, data: '{"n":8}' } },
      { type: 'forward-all' },
    ]);
  });

  test('stays in the editor once it is edited, whatever comes before it', async () => {
    const { model, decided } = await openHeld(paused(2));
    await page.getByRole('textbox', { name: 'Held message' }).fill('{"n":7}');
    model.rules.take({ type: 'queue', documentId: 'document', paused: [paused(1), paused(2)] });
    await expect.element(options().last()).toHaveAttribute('aria-selected', 'true');
    await button('Forward as edited').click();
    expect(decided()).toMatchObject([{ decision: { paused: 2, data: '{"n":7}' } }]);
  });

  test('is gone through by keys', async () => {
    const { decided } = await openHeld(paused(1), paused(2), paused(3));
    (page.getByRole('listbox').element() as HTMLElement).focus();
    await userEvent.keyboard('{ArrowDown}{Delete}');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(decided().map((each) => each.type === 'decide' && each.decision)).toEqual([
      { do: 'drop', paused: 2 },
      { do: 'forward', paused: 1 },
    ]);
  });

  test('shows bytes as hex, and lets all go at once', async () => {
    const { decided } = await openHeld(paused(1, { data: new Uint8Array([1, 255]).buffer }));
    const editor = page.getByRole('textbox', { name: 'Held message' });
    await expect.element(editor).toMatchTextContent(/01 ff/);
    await button('Forward all 1').click();
    expect(decided()).toEqual([{ type: 'forward-all' }]);
  });
});

describe('what says that rules are changing the page', () => {
  test('names them, counts, leads to them and turns them off', async () => {
    const model = await openRules(rule('a'), rule('b'));
    await button('Close the rules').click();
    model.rules.take({
      type: 'hits',
      documentId: 'document',
      hits: [],
      counts: [{ rule: 'b', hits: 14, last: 1 }],
    });
    model.rules.take({ type: 'queue', documentId: 'document', paused: [paused(1)] });
    const notice = page.getByRole('group', { name: 'Rules' });
    await expect.element(notice).toMatchTextContent(/2 rules are changing this page/);
    await expect.element(notice).toMatchTextContent(/Rule a, Rule b · 14 hits so far/);
    await button('1 message held').click();
    await expect
      .element(page.getByRole('tab', { name: /^Held/ }))
      .toHaveAttribute('aria-selected', 'true');
    await button('Switch off').click();
    expect(changes(model)).toEqual([
      { type: 'switch', id: 'a', on: false },
      { type: 'switch', id: 'b', on: false },
    ]);
    model.rules.forwardAll();
    await nextFrame();
    expect(document.querySelector('.rules-notice')).toBeNull();
  });

  test('is not there while no rule holds in the page', async () => {
    await mountPanel((model) =>
      model.rules.take({ type: 'rules', rules: [rule('a')], refused: [] }),
    );
    expect(document.querySelector('.rules-notice')).toBeNull();
  });
});
