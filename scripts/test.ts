import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildExtension } from './extension.ts';
import { needsExtension, summarize } from './test/summary.ts';
import type { TestReport } from './test/summary.ts';
import { tryTool } from './tool.ts';

/** Builds what the tests look at, runs vitest and gives its report, if it got as far as one. */
async function runTests(args: string[]): Promise<{ report?: TestReport; exitCode: number }> {
  const directory = await mkdtemp(join(tmpdir(), 'sockscope-tests-'));
  try {
    if (needsExtension(args)) {
      await buildExtension('chromium');
      await buildExtension('firefox');
    }
    const file = join(directory, 'report.json');
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const exitCode = await tryTool('vitest', ['run', ...reporters, ...args]);
    const json = await readFile(file, 'utf8').catch(() => undefined);
    return json ? { report: JSON.parse(json) as TestReport, exitCode } : { exitCode };
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { exitCode: 1 };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const { report, exitCode } = await runTests(process.argv.slice(2));
const { passed, failed } = summarize(report, exitCode);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
