import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { firstLoad } from '../../scripts/first-load.ts';
import { PANEL_TITLE } from '../../scripts/start/panel.ts';
import { BenchBrowser } from '../browser/chromium.ts';
import { figureOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import type { BenchServer } from '../server-process.ts';

const HOOK_MOST = 12;
const PANEL_MOST = 120;
/** ms */
const OPEN_MOST = 300;

/** Row 6: what is downloaded, injected and loaded, in kB of 1,000 bytes. */
export async function sizes(extension: string): Promise<Figure[]> {
  return [
    kilobytes('size of the hook', await size(join(extension, 'hook.js')), HOOK_MOST),
    kilobytes('size of the relay', await size(join(extension, 'relay.js'))),
    kilobytes('size of the panel’s first load, gzip', await firstLoad(extension), PANEL_MOST),
    kilobytes('size of the zip file', await zipSize(join(extension, '..'))),
  ];
}

/** Row 6: from the choice of the panel in DevTools until it has painted, in a tab not looked at before. */
export async function openingTimes(
  server: BenchServer,
  extension: string,
  { rounds }: { rounds: number },
): Promise<Figure[]> {
  const browser = await BenchBrowser.launch(extension);
  try {
    const times: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const page = await browser.newPage(server.url);
      const { openedIn } = await browser.openDevTools(page, { panel: PANEL_TITLE });
      if (round > 0) times.push(openedIn);
      await browser.closePage(page);
    }
    const goal = { of: 'value', most: OPEN_MOST } as const;
    return [figureOf({ row: 6, name: 'opening the panel', unit: 'ms', goal }, times)];
  } finally {
    await browser.close();
  }
}

function kilobytes(name: string, bytes: number, most?: number): Figure {
  const goal = most === undefined ? undefined : ({ of: 'value', most } as const);
  return figureOf({ row: 6, name, unit: 'kB', goal }, [bytes / 1000]);
}

async function size(path: string): Promise<number> {
  return (await stat(path)).size;
}

async function zipSize(directory: string): Promise<number> {
  const names = await readdir(directory);
  const name = names.find((each) => each.endsWith('-chrome.zip'));
  if (!name) throw new Error('There is no zip file for Chromium');
  return size(join(directory, name));
}
