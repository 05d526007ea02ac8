import { figureOf } from '../figures.ts';
import type { Figure, Goal } from '../figures.ts';
import { closeSockets, openSockets, receiveAll } from '../loads.ts';
import { clearLog, scrollThrough, typeFilter, waitForTotal } from '../panel-view.ts';
import type { BenchServer } from '../server-process.ts';
import { percentile } from '../statistics.ts';
import type { Subject } from '../subject.ts';

const COUNTS = [10_000, 100_000, 1_000_000];
const WEIGHED = [250_000, 750_000] as const;
const SIZE = 200;
const FRAMES = 120;
/** The server repeats 512 messages, so one of them is each 512th. */
const PATTERN = 512;
const WANTED = 77;
const FRAME_MOST = 17.5;
const FIRST_MOST = 50;
const BYTES_MOST = 150;

/** Row 5: scrolling and filtering a log of 10 thousand to a million messages, and what it weighs. */
export async function panelAtWork(server: BenchServer, subject: Subject): Promise<Figure[]> {
  // First, as a longer log before it would leave memory to spare.
  const weight = await memory(server, subject);
  const figures: Figure[] = [];
  for (const count of COUNTS) figures.push(...(await atCount(server, subject, count)));
  return [...figures, weight];
}

/** What a message weighs in the panel: two logs compared, the shorter one first. */
async function memory(server: BenchServer, subject: Subject): Promise<Figure> {
  const weights: number[] = [];
  for (const count of WEIGHED) {
    await fill(server, subject, count);
    weights.push(await subject.panelMemory());
    await subject.page.evaluate(closeSockets);
  }
  const [fewer, more] = WEIGHED;
  const value = (weights[1]! - weights[0]!) / (more - fewer) - SIZE;
  const name = 'memory for a message beside its payload';
  const goal = { of: 'value', most: BYTES_MOST } as const;
  return figureOf({ row: 5, name, unit: 'B', goal }, [value]);
}

/** Leaves the panel with so many messages, of a socket that is still open. */
async function fill(server: BenchServer, { page, panel }: Subject, count: number): Promise<void> {
  if (!panel) throw new Error('The panel is measured in a panel');
  await panel.evaluate(clearLog);
  const url = server.socketUrl({ mode: 'flood', count, size: SIZE, kind: 'text' });
  await page.evaluate(openSockets, url, 1, 'text');
  await page.evaluate(receiveAll, count);
  await panel.evaluate(waitForTotal, count + 1);
}

async function atCount(server: BenchServer, subject: Subject, count: number): Promise<Figure[]> {
  await fill(server, subject, count);
  const { page } = subject;
  const panel = subject.panel!;
  const frames = await panel.evaluate(scrollThrough, FRAMES);
  const matches = Math.ceil((count - WANTED) / PATTERN);
  const found = await panel.evaluate(typeFilter, `"id":${WANTED},`, matches);
  await panel.evaluate(typeFilter, '', count + 1);
  await page.evaluate(closeSockets);
  const label = `${count.toLocaleString('en-US')} messages`;
  const line = (name: string, value: number, goal?: Goal): Figure =>
    figureOf({ row: 5, name: `${label}: ${name}`, unit: 'ms', goal }, [value]);
  return [
    line('scrolling, frame p95', percentile(frames, 95), { of: 'value', most: FRAME_MOST }),
    line('scrolling, longest frame', Math.max(...frames)),
    line('filter, first results', found.first, { of: 'value', most: FIRST_MOST }),
    line('filter, all results', found.complete),
    line('filter, longest frame', found.longestFrame),
  ];
}
