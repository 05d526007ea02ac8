import type { Marionette } from './marionette.ts';
import { PATIENCE_MS, poll } from './poll.ts';
import { callSource } from './script-source.ts';
import type { Target } from './session.ts';

type ElementReference = Record<string, string>;

/** What HTML elements have a role without saying so, as far as tests ask for it. */
const NATIVE: Record<string, string> = {
  button: 'button, summary, input:is([type=button], [type=submit], [type=reset])',
  checkbox: 'input[type=checkbox]',
  columnheader: 'th',
  combobox: 'select:not([multiple], [size])',
  dialog: 'dialog',
  heading: 'h1, h2, h3, h4, h5, h6',
  link: 'a[href]',
  list: 'ul, ol',
  listbox: 'select:is([multiple], [size])',
  listitem: 'li',
  option: 'option',
  radio: 'input[type=radio]',
  region: 'section',
  row: 'tr',
  searchbox: 'input[type=search]',
  slider: 'input[type=range]',
  spinbutton: 'input[type=number]',
  status: 'output',
  table: 'table',
  textbox: 'textarea, input:is(:not([type]), [type=text], [type=email], [type=url], [type=tel])',
};

/** Waits for the one element that `target` names, in Marionette's current context. */
export async function locate(marionette: Marionette, target: Target): Promise<string> {
  const what = typeof target === 'string' ? target : `${target.role} ${target.name}`;
  const found = await poll(
    what,
    async () => {
      const matches =
        typeof target === 'string'
          ? await candidates(marionette, target, '')
          : await byRole(marionette, target.role, target.name);
      return matches.length > 0 && matches;
    },
    PATIENCE_MS,
  );
  if (found.length > 1) throw new Error(`${found.length} elements match ${what}`);
  return found[0]!;
}

/** Elements of a role whose accessible name, as Firefox computes it, fits. */
async function byRole(
  marionette: Marionette,
  role: string,
  name: string | RegExp,
): Promise<string[]> {
  const explicit = `[role~="${role}"]`;
  const native = NATIVE[role];
  const selector = native ? `${explicit}, :is(${native}):not([role])` : explicit;
  const hint = typeof name === 'string' ? name : '';
  const matches: string[] = [];
  for (const id of await candidates(marionette, selector, hint)) {
    const { value } = await marionette.send('WebDriver:GetComputedLabel', { id });
    const label = String(value).replace(/\s+/g, ' ').trim();
    if (typeof name === 'string' ? label === name : name.test(label)) matches.push(id);
  }
  return matches;
}

/**
 * Visible elements of a selector. With a hint only those that mention it somewhere, where any
 * does: asking Firefox for the name of each row of a grid would take seconds.
 */
async function candidates(
  marionette: Marionette,
  selector: string,
  hint: string,
): Promise<string[]> {
  const { value } = await marionette.send('WebDriver:ExecuteScript', {
    script: `return ${callSource(findVisible, [selector, hint])}`,
    args: [],
    sandbox: null,
  });
  return (value as ElementReference[]).map((reference) => Object.values(reference)[0]!);
}

function findVisible(selector: string, hint: string): Element[] {
  // It runs in the browser, so everything it calls is within it.
  // eslint-disable-next-line unicorn/consistent-function-scoping
  const squash = (text: string | null | undefined): string =>
    (text ?? '').replace(/\s+/g, ' ').trim();
  const likely = (element: Element): boolean => {
    const labels = [...((element as HTMLInputElement).labels ?? [])];
    const ids = squash(element.getAttribute('aria-labelledby')).split(' ').filter(Boolean);
    const texts = [
      ...['aria-label', 'title', 'placeholder', 'value'].map((name) => element.getAttribute(name)),
      ...[element, ...labels, ...ids.map((id) => document.getElementById(id))].map(
        (source) => source?.textContent,
      ),
    ];
    return texts.some((text) => squash(text).includes(hint));
  };
  const visible = [...document.querySelectorAll(selector)].filter(
    (element) => element.checkVisibility() && !element.closest('[aria-hidden=true]'),
  );
  const mentioning = hint ? visible.filter(likely) : visible;
  return mentioning.length > 0 ? mentioning : visible;
}
