import { spawn } from 'node:child_process';

/** Runs a command with its output shown; true if it ended well within `timeout` ms. */
export function run(command, args, { timeout, env } = {}) {
  console.log(`> ${[command, ...args].join(' ')}`);
  return new Promise((done) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      // A group of its own, so that the time-out reaches what the command starts too.
      detached: process.platform !== 'win32',
      shell: process.platform === 'win32',
    });
    const kill = () => {
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    };
    const interrupt = () => {
      kill();
      process.exit(130);
    };
    const timer =
      timeout &&
      setTimeout(() => {
        console.log(`${command} took more than ${timeout / 1000} s: stopped`);
        kill();
      }, timeout);
    process.once('SIGINT', interrupt);
    const end = (ok) => {
      clearTimeout(timer);
      process.off('SIGINT', interrupt);
      done(ok);
    };
    child.once('error', () => end(false));
    child.once('close', (code) => end(code === 0));
  });
}
