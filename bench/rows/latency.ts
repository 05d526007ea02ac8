import { figureOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { closeSockets, openSockets, receiveTimes } from '../loads.ts';
import { clearLog, lastRows, watchLastRow } from '../panel-view.ts';
import type { BenchServer } from '../server-process.ts';
import { percentile } from '../statistics.ts';
import type { Subject } from '../subject.ts';

const RATES = [100, 1000, 10_000];
const SECONDS = 3;
const SIZE = 100;
/** Of p95, ms. */
const MOST = 50;

/** Row 4: from the message event in the page until its row, or a later one, is in the list. */
export async function latency(
  server: BenchServer,
  subject: Subject,
  { rounds }: { rounds: number },
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const rate of RATES) {
    const measured: number[][] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const latencies = await measure(server, subject, rate);
      if (round > 0) measured.push(latencies);
    }
    for (const percent of [50, 95, 99]) {
      const name = `event to row at ${rate.toLocaleString('en-US')}/s, p${percent}`;
      const goal = percent === 95 ? ({ of: 'value', most: MOST } as const) : undefined;
      const values = measured.map((latencies) => percentile(latencies, percent));
      figures.push(figureOf({ row: 4, name, unit: 'ms', goal }, values));
    }
  }
  return figures;
}

async function measure(server: BenchServer, subject: Subject, rate: number): Promise<number[]> {
  const { page, panel } = subject;
  if (!panel) throw new Error('Latency is measured in a panel');
  const count = rate * SECONDS;
  await panel.evaluate(clearLog);
  const url = server.socketUrl({ mode: 'pace', count, size: SIZE, kind: 'text', rate });
  await page.evaluate(openSockets, url, 1, 'text');
  await panel.evaluate(watchLastRow);
  const times = await page.evaluate(receiveTimes, count);
  const seen = await panel.evaluate(lastRows, count - 1);
  await page.evaluate(closeSockets);
  let at = 0;
  return times.map((time, id) => {
    while (seen[at]![0] < id) at += 1;
    return seen[at]![1] - time;
  });
}
