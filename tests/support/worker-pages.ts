/** A worker's script: opens a socket, says on it `said in` where it is, bytes and long text. */
function talkingWorker(socketUrl: string, where: string): string {
  return `'use strict';
const socket = new WebSocket('${socketUrl}/echo?${where}');
socket.binaryType = 'arraybuffer';
socket.onopen = () => {
  socket.send('said in ${where}');
  socket.send(new Uint8Array([0, 255, ${where.length}]));
  socket.send('é'.repeat(300_000));
};
socket.onmessage = ({ data }) => {
  if (data === 'answer me') socket.send('the worker answers');
};
`;
}

/** A page that starts workers: a classic one, a module and what it imports, and a nested one. */
export function workerPages(socketUrl: string): Record<string, string> {
  return {
    '/workers': `<!doctype html><title>Workers</title><script>
      window.classic = new Worker('/classic.js', { name: 'the classic' });
      window.module = new Worker('/module.js', { type: 'module' });
      window.parent = new Worker('/parent.js');
    </script>`,
    '/classic.js': `// A comment first.\n${talkingWorker(socketUrl, 'classic')}`,
    '/module.js': `import { where } from './imported.js';
${talkingWorker(socketUrl, 'module')}
if (where !== 'imported') throw new Error(where);`,
    '/imported.js': `export const where = 'imported';
${talkingWorker(socketUrl, 'imported')}`,
    '/parent.js': `new Worker('/nested.js');`,
    '/nested.js': talkingWorker(socketUrl, 'nested'),
    '/shared.js': `${talkingWorker(socketUrl, 'shared')}
globalThis.onconnect = ({ ports: [port] }) => port.postMessage('connected');`,
    '/service.js': talkingWorker(socketUrl, 'service'),
  };
}
