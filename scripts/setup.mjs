// Makes a checkout ready to work: node_modules, and browsers where they are asked for.
// It runs before everything else, so on Node 20 and without any package.
import { installPackages } from './setup/packages.mjs';

const USAGE = 'node scripts/setup.mjs [--browsers chromium,firefox]';

function parseBrowsers(args) {
  if (args.length === 0) return [];
  const [option, list, ...rest] = args;
  const names = list?.split(',') ?? [];
  const known = names.every((name) => name === 'chromium' || name === 'firefox');
  if (option !== '--browsers' || !known || names.length === 0 || rest.length > 0) {
    throw new Error(`Usage: ${USAGE}`);
  }
  return names;
}

try {
  const browsers = parseBrowsers(process.argv.slice(2));
  await installPackages();
  if (browsers.length > 0) {
    const { installBrowser } = await import('./setup/browsers.mjs');
    for (const name of browsers) await installBrowser(name);
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
