import { exportInAgreement } from '../../scripts/start/agreement.ts';
import { parseHar } from '../../scripts/start/har.ts';
import type { ExportedConnection } from '../../scripts/start/har.ts';
import { exportHar } from '../../scripts/start/panel.ts';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import type { Sockscope } from './sockscope.ts';

/** The text of each row that the grid `Messages` shows, cells joined by ` | `. */
export function visibleRows(panel: PanelDriver): Promise<string[]> {
  return panel.evaluate(() => {
    const grid = document.querySelector('[role=grid][aria-label=Messages]');
    const rows = [...(grid?.querySelectorAll('[role=row]') ?? [])];
    return rows
      .map((row) => [...row.querySelectorAll('[role=gridcell]')].map((cell) => cell.textContent))
      .filter((cells) => cells.length > 0)
      .map((cells) => cells.join(' | '));
  });
}

/** Waits until a visible row of the grid contains `text`, and returns that row's text. */
export async function waitForRow(panel: PanelDriver, text: string): Promise<string> {
  return panel.waitFor((wanted: string) => {
    const grid = document.querySelector('[role=grid][aria-label=Messages]');
    const rows = [...(grid?.querySelectorAll('[role=row]') ?? [])];
    const texts = rows.map((row) => row.textContent);
    const found = texts.find((each) => each.includes(wanted));
    // Thrown, so that the time-out tells what was there instead.
    if (found === undefined) throw new Error(`no row with ${wanted} in ${JSON.stringify(texts)}`);
    return found;
  }, text);
}

/** Selects the first visible row that contains `text`. */
export async function selectRow(panel: PanelDriver, text: string): Promise<void> {
  await waitForRow(panel, text);
  await panel.click({ role: 'row', name: new RegExp(text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')) });
}

/** The text of the status line. */
export function statusText(panel: PanelDriver): Promise<string> {
  return panel.evaluate(
    () => document.querySelector('[role=status][aria-label=Status]')?.textContent ?? '',
  );
}

/** What the panel exports. */
export async function exported(panel: PanelDriver): Promise<ExportedConnection[]> {
  return parseHar(await exportHar(panel));
}

/** Where the panel's export differs from what the servers counted; empty where nowhere. */
export async function differences({ panel, demo }: Sockscope): Promise<string[]> {
  return (await exportInAgreement(panel, demo)).differences;
}

/** Waits until the panel, or what `selector` finds in it, contains `text`; returns all its text. */
export function waitForText(panel: PanelDriver, text: string, selector = 'body'): Promise<string> {
  return panel.waitFor(
    (wanted: string, within: string) => {
      const shown = [...document.querySelectorAll(within)]
        .map((each) => each.textContent)
        .join('\n');
      // Thrown, so that the time-out tells what was there instead.
      if (!shown.includes(wanted)) throw new Error(`no ${wanted} in ${JSON.stringify(shown)}`);
      return shown;
    },
    text,
    selector,
  );
}

/** Waits until the status line contains `text`. */
export function waitForStatus(panel: PanelDriver, text: string): Promise<string> {
  return waitForText(panel, text, '[role=status][aria-label=Status]');
}

/** Presses a direction or a kind of the filter, where other groups may have buttons of the same name. */
export function choose(panel: PanelDriver, group: string, option: string): Promise<void> {
  return panel.click(`[aria-label="${group}"] button[aria-label="${option}"]`);
}

/** Opens a tab of the details pane and returns the text of its view once it contains `text`. */
export async function openTab(panel: PanelDriver, tab: string, text: string): Promise<string> {
  await panel.click({ role: 'tab', name: tab });
  return waitForText(panel, text, '#details-view');
}

/** Chooses something in the menu `More` of the composer. */
export async function chooseInMenu(panel: PanelDriver, item: string): Promise<void> {
  await panel.click({ role: 'button', name: 'More' });
  await panel.click({ role: 'menuitem', name: item });
}

/** Why something in the menu `More` cannot be chosen, as its tooltip says; undefined where it can. */
export async function whyNotInMenu(panel: PanelDriver, item: string): Promise<string | undefined> {
  await panel.click({ role: 'button', name: 'More' });
  const why: { text: string | null } | undefined = await panel.waitFor((name: string) => {
    const items = [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
    const found = items.find((each) => each.textContent === name);
    return found && { text: found.ariaDisabled === 'true' ? found.title : null };
  }, item);
  await panel.press('Escape');
  return why?.text ?? undefined;
}

/** Why a button cannot be pressed, as its tooltip says; undefined where it can. */
export function whyDisabled(panel: PanelDriver, button: string): Promise<string | undefined> {
  return panel.evaluate((name: string) => {
    const found = [...document.querySelectorAll('button')].filter(
      (each) => each.textContent === name,
    );
    if (found.length !== 1) throw new Error(`${found.length} buttons ${name}`);
    return found[0]!.disabled ? found[0]!.title : undefined;
  }, button);
}
