import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { PayloadKind } from './loads.ts';

/** What a server is to do with one socket. */
interface ServerLoad {
  /** `flood` sends as fast as it can, `pace` at a rate, both once asked; `sink` takes and answers. */
  mode: 'flood' | 'pace' | 'sink';
  /** Messages of this socket. */
  count: number;
  /** Bytes of a message. */
  size: number;
  kind: PayloadKind;
  /** Messages a second, of `pace` only. */
  rate?: number;
}

/** The server that loads the page, in a process of its own. */
export interface BenchServer {
  /** An empty page. */
  readonly url: string;
  socketUrl(load: ServerLoad): string;
  close(): Promise<void>;
}

/** Starts the server on a free loopback port. */
export async function startServer(): Promise<BenchServer> {
  const child = fork(fileURLToPath(new URL('server.ts', import.meta.url)));
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const port = await new Promise<unknown>((done, fail) => {
    child.once('message', done);
    void exited.then(() => fail(new Error('The server of the bench has ended')));
  });
  const host = `127.0.0.1:${String(port)}`;
  return {
    url: `http://${host}/`,
    socketUrl({ mode, count, size, kind, rate = 0 }) {
      const form = kind === 'text' ? 'text' : 'binary';
      return `ws://${host}/${mode}?count=${count}&size=${size}&kind=${form}&rate=${rate}`;
    },
    async close() {
      child.kill();
      await exited;
    },
  };
}
