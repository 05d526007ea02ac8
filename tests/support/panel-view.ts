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
