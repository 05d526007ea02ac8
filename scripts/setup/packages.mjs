import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const ROOT = new URL('../../', import.meta.url);
const LOCK = new URL('package-lock.json', ROOT);
const INSTALLED = new URL('node_modules/.package-lock.json', ROOT);
// npm ci removes node_modules as a whole, so the stamp goes with what it vouches for.
const STAMP = new URL('node_modules/.sockscope-stamp', ROOT);

const INSTALL_TIMEOUT_MS = 15 * 60_000;

/** Runs npm ci where node_modules is not what package-lock.json asks for. */
export async function installPackages() {
  const hash = createHash('sha256')
    .update(await readFile(LOCK))
    .digest('hex');
  if ((await read(STAMP)) === hash && (await exists(INSTALLED))) return;
  if (await isInstalled()) {
    // Someone ran npm themselves: nothing to do but to remember it.
    await writeFile(STAMP, hash);
    return;
  }
  console.log('Installing packages');
  const cwd = fileURLToPath(ROOT);
  const ok = await run('npm', ['ci', '--prefix', cwd], { timeout: INSTALL_TIMEOUT_MS });
  if (!ok) throw new Error('npm ci failed: see above.');
  await writeFile(STAMP, hash);
}

/** Whether npm's own record of node_modules has each package in the version of the lock file. */
async function isInstalled() {
  const [wanted, installed] = await Promise.all([readPackages(LOCK), readPackages(INSTALLED)]);
  if (!wanted || !installed) return false;
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    // The project itself is in one file only; optional packages are for other systems.
    if (path === '') return true;
    return installed[path] ? installed[path].version === version : Boolean(optional);
  });
}

async function readPackages(url) {
  const text = await read(url);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text).packages;
  } catch {
    return undefined;
  }
}

async function read(url) {
  return readFile(url, 'utf8').catch(() => undefined);
}

async function exists(url) {
  return stat(url).then(
    () => true,
    () => false,
  );
}
