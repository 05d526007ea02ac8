import { readFile, writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionDirectory } from '../scripts/extension.ts';
import { runTool } from '../scripts/tool.ts';
import { chromiumVersion } from './browser/chromium.ts';
import type { Figure } from './figures.ts';
import { parseBenchOptions, USAGE } from './options.ts';
import type { BenchOptions } from './options.ts';
import { resultPage, resultTable } from './report.ts';
import type { Results } from './report.ts';
import { growth } from './rows/growth.ts';
import { latency } from './rows/latency.ts';
import { pageCostWithPanel, pageCostWithoutPanel } from './rows/page-cost.ts';
import { panelAtWork } from './rows/panel.ts';
import { openingTimes, sizes } from './rows/sizes.ts';
import { throughput } from './rows/throughput.ts';
import { runToEnd } from './run-to-end.ts';
import { startServer } from './server-process.ts';
import type { BenchServer } from './server-process.ts';
import { openSubject } from './subject.ts';
import type { Subject, SubjectOptions } from './subject.ts';

const RESULTS = fileURLToPath(new URL('results.json', import.meta.url));
const PAGE = fileURLToPath(new URL('RESULTS.md', import.meta.url));
const BARE_PORT = fileURLToPath(new URL('bare-port', import.meta.url));

/** Measures the rows that were asked for, one after the other. */
async function measure(options: BenchOptions): Promise<Figure[]> {
  await using stack = new AsyncDisposableStack();
  const server = stack.adopt(await startServer(), (each) => each.close());
  const extension = extensionDirectory('chromium');
  const open = (how: SubjectOptions): Promise<Subject> => openOn(stack, server, how);
  const wants = (...rows: number[]): boolean => rows.some((row) => options.rows.includes(row));
  const { against } = options;
  const figures: Figure[] = [];
  const add = (row: number, more: readonly Figure[]): void => {
    figures.push(...more);
    console.log(`\nRow ${row}\n\n${resultTable(more)}`);
  };

  if (wants(6)) {
    const opened = await openingTimes(server, extension, options);
    add(6, [...(await sizes(extension)), ...opened]);
  }
  if (!wants(1, 2, 3, 4, 5, 7)) return figures;
  const native = await open({ name: 'Without' });
  if (wants(1)) {
    const others = [
      await open({ name: 'Sockscope', extension }),
      await open({ name: 'a bare hook', bareHook: true }),
    ];
    if (against) others.push(await open({ name: basename(against), extension: against }));
    add(1, await pageCostWithoutPanel(native, others, options));
  }
  if (!wants(2, 3, 4, 5, 7)) return figures;
  const watching = await open({ name: 'Sockscope', extension, devTools: 'Sockscope' });
  const devTools = await open({ name: 'DevTools', devTools: 'console' });
  const others: Subject[] = [];
  if (wants(2, 3) && !options.quick) {
    others.push(await open({ name: 'a bare port', extension: BARE_PORT, devTools: 'any panel' }));
  }
  if (against) {
    others.push(
      await open({ name: basename(against), extension: against, devTools: 'any panel' }),
      await open({ name: 'the Network panel', devTools: 'network' }),
    );
  }
  if (wants(2)) add(2, await pageCostWithPanel(devTools, [watching, ...others], options));
  if (wants(3)) add(3, await throughput(native, devTools, [watching, ...others], options));
  if (wants(4)) add(4, await latency(server, watching, options));
  if (wants(7)) add(7, await growth(devTools, watching, options));
  if (wants(5)) add(5, await panelAtWork(server, watching));
  return figures;
}

async function openOn(
  stack: AsyncDisposableStack,
  server: BenchServer,
  options: SubjectOptions,
): Promise<Subject> {
  return stack.adopt(await openSubject(server, options), (each) => each.close());
}

async function lastResults(): Promise<Results | undefined> {
  try {
    return JSON.parse(await readFile(RESULTS, 'utf8')) as Results;
  } catch {
    return undefined;
  }
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(USAGE);
  const options = parseBenchOptions(args);
  await runTool('wxt', ['zip', '-b', 'chrome', '--mv3']);
  const figures = await measure(options);
  const [{ model } = { model: 'unknown' }] = cpus();
  const results: Results = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, ${model}`,
    versions: `${await chromiumVersion()}, Node ${process.versions.node}`,
    scope: `Rows ${options.rows.join(', ')}; ${options.rounds} rounds${options.quick ? ', small loads' : ''}.`,
    figures,
  };
  const before = await lastResults();
  console.log(`\n${results.date}, ${results.machine}; ${results.versions}. ${results.scope}\n`);
  console.log(resultTable(figures, before?.figures));
  if (!options.save) return;
  await writeFile(RESULTS, `${JSON.stringify(results, undefined, 2)}\n`);
  await writeFile(PAGE, resultPage(results));
}

await runToEnd(main);
