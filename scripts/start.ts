import { buildExtension } from './extension.ts';
import { installBrowser } from './setup/browsers.mjs';
import { runHeadless } from './start/headless.ts';
import { runInteractive } from './start/interactive.ts';
import { parseStartOptions, USAGE } from './start/options.ts';

async function start(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(USAGE);
    return 0;
  }
  const options = parseStartOptions(args, process.env);
  await installBrowser(options.browser);
  await buildExtension(options.browser);
  if (options.headless) return (await runHeadless(options)) ? 0 : 1;
  await runInteractive(options);
  return 0;
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
