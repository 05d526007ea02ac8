import { expect, it } from 'vitest';
import type { PanelDriver } from '../../scripts/browsers/session.ts';
import { openPanel } from '../../scripts/start/panel.ts';
import { describeInBrowsers, openSockscope } from '../support/sockscope.ts';

const KEEP = { role: 'checkbox', name: 'Keep log' };

describeInBrowsers('the panel', (browser) => {
  it('remembers Keep log from one DevTools to the next', async () => {
    const { page, panel, session } = await openSockscope(browser);
    expect(await keepsLog(panel)).toBe(false);
    await panel.click(KEEP);
    expect(await keepsLog(panel)).toBe(true);
    await panel.close();
    const second = await openPanel(session, page);
    expect(await keepsLog(second)).toBe(true);
    await second.click(KEEP);
    await second.close();
    const third = await openPanel(session, page);
    expect(await keepsLog(third)).toBe(false);
  });

  it.each(['light', 'dark'] as const)('is %s where DevTools is', async (theme) => {
    const { panel } = await openSockscope(browser, { theme });
    await panel.waitFor(() => document.querySelector('.panel') !== null);
    const { background, text } = await panel.evaluate(colours);
    const [dark, light] = theme === 'dark' ? [background, text] : [text, background];
    expect(luminance(dark)).toBeLessThan(0.05);
    expect(luminance(light)).toBeGreaterThan(0.7);
  });
});

/** Whether Keep log is on, once the panel is there. */
async function keepsLog(panel: PanelDriver): Promise<boolean> {
  await panel.waitFor(() => document.querySelector('.keep-log input') !== null);
  return panel.evaluate(() => document.querySelector<HTMLInputElement>('.keep-log input')!.checked);
}

/** Computed colours: of what is behind the panel’s text, and of the text. */
function colours(): { background: string; text: string } {
  const panel = document.querySelector('.panel')!;
  let behind = panel;
  while (getComputedStyle(behind).backgroundColor === 'rgba(0, 0, 0, 0)')
    behind = behind.parentElement!;
  const background = getComputedStyle(behind).backgroundColor;
  return { background, text: getComputedStyle(panel).color };
}

/** Relative luminance (WCAG 2.2) of a colour as `rgb(1, 2, 3)`, from 0 to 1. */
function luminance(colour: string): number {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(colour);
  if (!parts) throw new Error(`${colour} is no opaque colour`);
  const [red, green, blue] = parts.slice(1).map((part) => {
    const share = Number(part) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
