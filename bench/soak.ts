import { parseArgs } from 'node:util';
import { startDemo } from '../demo/servers.ts';
import { launchBrowser } from '../scripts/browsers/launch.ts';
import type { BrowserName } from '../scripts/browsers/session.ts';
import { buildExtension, extensionDirectory } from '../scripts/extension.ts';
import { openPanel } from '../scripts/start/panel.ts';
import { formatTable } from '../scripts/start/tables.ts';
import { playChaos } from './chaos.ts';
import type { ChaosResult, ChaosScene } from './chaos.ts';
import { clearLog } from './panel-view.ts';
import { browserMemory } from './processes.ts';
import type { BrowserMemory } from './processes.ts';
import { runToEnd } from './run-to-end.ts';

const USAGE = `npm run soak -- [options]
  --minutes N                 for each browser, default 10
  --browser chromium|firefox  default both
  --seed N                    of messages and blows, default 1`;

/** Seconds of traffic between two comparisons. */
const CYCLE_SECONDS = 15;

interface Cycle extends ChaosResult {
  minute: number;
  memory: BrowserMemory;
}

/** Load and chaos for some minutes; after each cycle the panel’s export is compared with the servers. */
async function soak(browser: BrowserName, minutes: number, seed: number): Promise<Cycle[]> {
  await using stack = new AsyncDisposableStack();
  const demo = stack.adopt(await startDemo(), (each) => each.close());
  const session = stack.adopt(
    await launchBrowser(browser, { extension: extensionDirectory(browser), dock: 'window' }),
    (each) => each.close(),
  );
  const page = await session.newPage(`${demo.url}blank`);
  const panel = await openPanel(session, page);
  const scene: ChaosScene = { demo, session, page, panel };
  const start = performance.now();
  const cycles: Cycle[] = [];
  while (performance.now() - start < minutes * 60_000) {
    const result = await playChaos(scene, seed + cycles.length, CYCLE_SECONDS);
    const minute = (performance.now() - start) / 60_000;
    const cycle = { ...result, minute, memory: await browserMemory() };
    cycles.push(cycle);
    console.log(line(browser, cycle));
    for (const difference of cycle.differences) console.log(`  ${difference}`);
    // What is closed is compared and done with; the next cycle begins with nothing.
    demo.ledger.connections.length = 0;
    await page.reload();
    await scene.panel.evaluate(clearLog);
  }
  return cycles;
}

function line(
  browser: BrowserName,
  { minute, messages, stops, reloads, frames, panels, missing, memory, differences }: Cycle,
): string {
  const size = Object.entries(memory).map(([name, bytes]) => `${name} ${megabytes(bytes)} MB`);
  const loss = differences.length === 0 ? 'nothing lost' : `${differences.length} differences`;
  return `${browser} ${minute.toFixed(1)} min: ${messages} messages, ${stops} stops, ${reloads} reloads, ${frames} frames, ${panels} panels, ${missing} in gap rows, ${loss}; ${size.join(', ')}`;
}

/** One line a browser: sums, and memory at the first, the middle and the last cycle. */
function summary(results: ReadonlyMap<BrowserName, readonly Cycle[]>): string {
  const right = 'right' as const;
  const columns = [
    { title: 'Browser' },
    { title: 'Cycles', align: right },
    { title: 'Messages', align: right },
    { title: 'Stops', align: right },
    { title: 'Differences', align: right },
    { title: 'Browser MB' },
    { title: 'Content MB' },
    { title: 'Extension MB' },
  ];
  const rows = [...results].map(([browser, cycles]) => {
    const sum = (pick: (cycle: Cycle) => number): string =>
      `${cycles.reduce((total, cycle) => total + pick(cycle), 0)}`;
    const course = (kind: keyof BrowserMemory): string =>
      [cycles[0], cycles[Math.floor(cycles.length / 2)], cycles.at(-1)]
        .map((cycle) => megabytes(cycle!.memory[kind]))
        .join(' → ');
    return [
      browser,
      `${cycles.length}`,
      sum(({ messages }) => messages),
      sum(({ stops }) => stops),
      sum(({ differences }) => differences.length),
      course('browser'),
      course('content'),
      course('extension'),
    ];
  });
  return formatTable(columns, rows);
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(0);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      browser: { type: 'string' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0)) throw new Error(`--minutes is a number above 0, not ${values.minutes}`);
  if (!Number.isInteger(seed)) throw new Error(`--seed is a whole number, not ${values.seed}`);
  const browsers = (['chromium', 'firefox'] as const).filter(
    (each) => values.browser === undefined || values.browser === each,
  );
  if (browsers.length === 0) {
    throw new Error(`--browser is chromium or firefox, not ${values.browser}`);
  }
  const results = new Map<BrowserName, Cycle[]>();
  for (const browser of browsers) {
    await buildExtension(browser);
    results.set(browser, await soak(browser, minutes, seed));
  }
  console.log(`\n${summary(results)}`);
  const all = [...results.values()].flat();
  if (all.some(({ differences }) => differences.length > 0)) process.exitCode = 1;
}

await runToEnd(main);
