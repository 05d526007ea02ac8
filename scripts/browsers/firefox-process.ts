import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireBrowser } from '../setup/browsers.mjs';
import { poll } from './poll.ts';
import type { BrowserOptions } from './session.ts';

const PREFERENCES = {
  // Any free port; Firefox writes it to a file in the profile.
  'marionette.port': 0,
  'remote.log.truncate': false,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
  'browser.startup.page': 0,
  'browser.startup.homepage': 'about:blank',
  'browser.aboutwelcome.enabled': false,
  'browser.tabs.warnOnClose': false,
  'app.update.enabled': false,
  'network.proxy.type': 0,
  'devtools.everOpened': true,
  'devtools.selfxss.count': 5,
  'devtools.toolbox.footer.height': 420,
  'devtools.toolbox.sidebar.width': 640,
};

const START_MS = 60_000;
const QUIT_MS = 10_000;

/** A Firefox that listens to Marionette. */
export interface FirefoxProcess {
  marionettePort: number;
  /** Settles when the process has gone and its profile is removed. */
  exited: Promise<void>;
  /** Ends the process group if it does not end by itself in time. */
  end(): Promise<void>;
}

/** Starts stock Firefox with a fresh profile and waits until it takes commands. */
export async function startFirefox(options: BrowserOptions): Promise<FirefoxProcess> {
  const program = await requireBrowser('firefox');
  const profile = await mkdtemp(join(tmpdir(), 'sockscope-firefox-'));
  await writeFile(join(profile, 'user.js'), userPreferences(profile, options));
  const log = join(profile, 'firefox.log');
  const child = spawnFirefox(program, profile, log, options);
  const exited = waitForExit(child).then(() => removeProfile(profile));
  const end = async (): Promise<void> => {
    const timer = setTimeout(() => killGroup(child), QUIT_MS);
    await exited;
    clearTimeout(timer);
  };
  try {
    const file = join(profile, 'MarionetteActivePort');
    const port = await poll(
      'Firefox to start',
      () => (hasEnded(child) ? 'ended' : readFile(file, 'utf8')),
      START_MS,
    );
    if (port === 'ended') throw new Error(`Firefox ended at once`);
    return { marionettePort: Number(port), exited, end };
  } catch (error) {
    const output = await readFile(log, 'utf8').catch(() => '');
    killGroup(child);
    await exited;
    throw new Error(`${program} does not start: ${output.slice(-2000)}`, { cause: error });
  }
}

function spawnFirefox(
  program: string,
  profile: string,
  log: string,
  { headless = true, size = [1280, 900], args = [] }: BrowserOptions,
): ChildProcess {
  const [width, height] = size;
  const output = openSync(log, 'w');
  try {
    return spawn(
      program,
      [
        '--no-remote',
        '--profile',
        profile,
        ...(headless ? ['--headless'] : ['--width', `${width}`, '--height', `${height}`]),
        '--marionette',
        '--remote-debugging-port',
        '0',
        // Chrome-context scripts ask for it since Firefox 138.
        '--remote-allow-system-access',
        ...args,
        'about:blank',
      ],
      {
        env: {
          ...process.env,
          MOZ_HEADLESS_WIDTH: `${width}`,
          MOZ_HEADLESS_HEIGHT: `${height}`,
          MOZ_CRASHREPORTER_DISABLE: '1',
        },
        stdio: ['ignore', output, output],
        // A process group of its own, so that its children can be ended with it.
        detached: true,
      },
    );
  } finally {
    closeSync(output);
  }
}

function userPreferences(
  profile: string,
  { headless = true, theme, dock = 'bottom', prefs = {} }: BrowserOptions,
): string {
  const all = {
    ...PREFERENCES,
    'devtools.toolbox.host': dock,
    ...(headless ? downloadPreferences(profile) : {}),
    ...themePreferences(theme),
    ...prefs,
  };
  return Object.entries(all)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

/** What nobody sees is no download to keep. */
function downloadPreferences(profile: string): Record<string, string | number> {
  return { 'browser.download.folderList': 2, 'browser.download.dir': join(profile, 'downloads') };
}

function themePreferences(theme: BrowserOptions['theme']): Record<string, string | number> {
  if (!theme) return {};
  return { 'devtools.theme': theme, 'ui.systemUsesDarkTheme': theme === 'dark' ? 1 : 0 };
}

function waitForExit(child: ChildProcess): Promise<void> {
  // Should this process end first, nobody else would end Firefox.
  const kill = (): void => killGroup(child);
  process.once('exit', kill);
  return new Promise((done) => {
    child.once('error', () => done());
    child.once('exit', () => {
      process.off('exit', kill);
      // Content processes may outlive a parent that was killed.
      killGroup(child);
      done();
    });
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nothing of it is left.
  }
}

async function removeProfile(profile: string): Promise<void> {
  await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
