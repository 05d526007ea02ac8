import { readFile, readdir } from 'node:fs/promises';

/** Private memory of a browser, bytes. */
export interface BrowserMemory {
  /** The main process with its helpers for graphics, network and the like. */
  browser: number;
  /** Processes of pages: the page, and DevTools with the panel in them. */
  content: number;
  /** Processes of extensions alone, where the browser has such: panel and background in Chromium. */
  extension: number;
}

interface Process {
  parent: number;
  command: string;
}

/**
 * Measures what the browsers that this process has started hold for themselves.
 *
 * @throws Error where the system has no /proc
 */
export async function browserMemory(): Promise<BrowserMemory> {
  const processes = await readProcesses();
  const memory = { browser: 0, content: 0, extension: 0 };
  for (const [id, { command }] of processes) {
    if (!isDescendant(id, processes)) continue;
    const kind = kindOf(command);
    if (kind) memory[kind] += await privateMemory(id);
  }
  return memory;
}

/** What a process is for, by its command line; undefined for what is no browser's. */
export function kindOf(command: string): keyof BrowserMemory | undefined {
  if (!/chrom|firefox/i.test(command)) return undefined;
  if (command.includes('--extension-process')) return 'extension';
  return command.includes('--type=renderer') || /-contentproc.* tab\s*$/.test(command)
    ? 'content'
    : 'browser';
}

function isDescendant(id: number, processes: ReadonlyMap<number, Process>): boolean {
  const { parent } = processes.get(id) ?? { parent: 0 };
  return parent === process.pid || (parent > 1 && isDescendant(parent, processes));
}

async function readProcesses(): Promise<Map<number, Process>> {
  const processes = new Map<number, Process>();
  for (const name of await readdir('/proc')) {
    const id = Number(name);
    if (!Number.isInteger(id)) continue;
    try {
      const status = await readFile(`/proc/${id}/status`, 'utf8');
      const command = await readFile(`/proc/${id}/cmdline`, 'utf8');
      const parent = Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
      processes.set(id, { parent, command: command.replaceAll('\0', ' ') });
    } catch {
      // It ended meanwhile.
    }
  }
  return processes;
}

async function privateMemory(id: number): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${id}/smaps_rollup`, 'utf8');
    return Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(rollup)?.[1]) * 1024;
  } catch {
    return 0; // It ended meanwhile.
  }
}
