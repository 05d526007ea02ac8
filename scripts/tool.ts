import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const BIN = fileURLToPath(new URL('../node_modules/.bin/', import.meta.url));

/** Runs a command of node_modules in the project's directory; gives its exit code. */
export function tryTool(command: string, args: string[]): Promise<number> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: 'inherit',
      // npm scripts have it on their path already; a script that is run by hand has not.
      env: { ...process.env, PATH: `${BIN}${delimiter}${process.env.PATH}` },
      shell: process.platform === 'win32',
    });
    child.once('error', fail);
    child.once('close', (code) => done(code ?? 1));
  });
}

/** Like {@link tryTool}, but rejects where the command fails. */
export async function runTool(command: string, args: string[]): Promise<void> {
  const code = await tryTool(command, args);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed with ${code}`);
}
