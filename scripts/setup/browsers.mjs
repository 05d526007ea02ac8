// Finds and installs browsers. Plain JavaScript without dependencies: it runs before npm ci, on Node 20.
import { accessSync, constants, existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { run } from './run.mjs';

/** Branded Chrome is not in the list as it ignores --load-extension. */
const BROWSERS = {
  chromium: {
    variable: 'SOCKSCOPE_CHROMIUM',
    commands: ['chromium', 'chromium-browser'],
    places: ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    packages: ['chromium', 'chromium-browser'],
    advice: 'Install Chromium or Chrome for Testing (branded Chrome cannot load extensions)',
  },
  firefox: {
    variable: 'SOCKSCOPE_FIREFOX',
    commands: ['firefox-esr', 'firefox'],
    places: [
      '/Applications/Firefox.app/Contents/MacOS/firefox',
      'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
    ],
    packages: ['firefox-esr', 'firefox'],
    advice: 'Install Firefox 142 or later',
  },
};

const PLAYWRIGHT_TIMEOUT_MS = 5 * 60_000;
const APT_TIMEOUT_MS = 10 * 60_000;

/** Path of an installed browser ('chromium' or 'firefox'), or undefined. */
export async function findBrowser(name) {
  const { variable, commands, places } = BROWSERS[name];
  const chosen = process.env[variable];
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`${variable} names no program: ${chosen}`);
    return chosen;
  }
  // Playwright's Firefox is patched and has no Marionette, so only its Chromium will do.
  const downloaded = name === 'chromium' ? await findPlaywrightChromium() : undefined;
  return downloaded ?? [...commands.flatMap(onPath), ...places].find(isExecutable);
}

/** Like findBrowser, but rejects with what to do where there is none. */
export async function requireBrowser(name) {
  const path = await findBrowser(name);
  if (!path) throw new Error(missing(name));
  return path;
}

/** Makes sure that a browser is there: Playwright's download, else the distribution's package. */
export async function installBrowser(name) {
  if (await findBrowser(name)) return;
  console.log(`No ${name} found: installing one`);
  if (name === 'chromium') {
    const args = ['playwright', 'install', '--no-shell', 'chromium'];
    await run('npx', args, { timeout: PLAYWRIGHT_TIMEOUT_MS });
    if (await findBrowser(name)) return;
    console.log('Playwright could not download Chromium');
  }
  if (isDebian() && process.getuid?.() === 0) await installPackage(BROWSERS[name].packages);
  if (!(await findBrowser(name))) throw new Error(missing(name));
}

function missing(name) {
  const { advice, variable } = BROWSERS[name];
  return `${advice}, or set ${variable} to the path of one.`;
}

async function installPackage(packages) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { timeout: APT_TIMEOUT_MS, env });
  for (const name of packages) {
    const args = ['install', '-y', '--no-install-recommends', name];
    if (await run('apt-get', args, { timeout: APT_TIMEOUT_MS, env })) return;
  }
}

async function findPlaywrightChromium() {
  // Loading Playwright takes a while, so only where it has downloaded something.
  if (!playwrightCaches().some((directory) => existsSync(directory))) return undefined;
  try {
    const { chromium } = await import('playwright');
    const path = chromium.executablePath();
    return isExecutable(path) ? path : undefined;
  } catch {
    return undefined; // no node_modules yet
  }
}

function playwrightCaches() {
  const chosen = process.env.PLAYWRIGHT_BROWSERS_PATH;
  if (chosen) return [chosen === '0' ? 'node_modules' : chosen];
  return [
    join(homedir(), '.cache', 'ms-playwright'),
    join(homedir(), 'Library', 'Caches', 'ms-playwright'),
    join(homedir(), 'AppData', 'Local', 'ms-playwright'),
  ];
}

function onPath(command) {
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return directories.map((directory) => join(directory, command));
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function isDebian() {
  return existsSync('/etc/debian_version');
}
