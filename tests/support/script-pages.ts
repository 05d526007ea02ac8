import { gzipSync } from 'node:zlib';
import type { ServedPage } from './serve-page.ts';

/** Code for all that can be seen of the globals of a worker and of its `WebSocket`. */
export const ALL_GLOBALS = `[
  ...Reflect.ownKeys(self).map(String),
  ...Reflect.ownKeys(WebSocket).map(String),
  ...Reflect.ownKeys(WebSocket.prototype).map(String),
  String(WebSocket),
  String(WebSocket.prototype.send),
  JSON.stringify(Object.getOwnPropertyDescriptor(self, 'WebSocket')),
]
  // Firefox lists its lazy globals in the order in which they were first used.
  .sort()
  .join()`;

/** Workers whose scripts tell by their answer whether they were changed; each opens a socket. */
export function scriptPages(socketUrl: string): Record<string, ServedPage> {
  const open = (name: string): string => `new WebSocket('${socketUrl}/sink?${name}');`;
  const mode = `(function () { return this === undefined ? 'strict' : 'sloppy'; })()`;
  return {
    '/scripts': '<!doctype html><title>Scripts</title>',
    '/sloppy.js': `// "use strict"\n('use strict', ${open('sloppy').slice(0, -1)});postMessage(${mode})`,
    '/strict.js': `/* licence */ 'use strict'\n${open('strict')}postMessage(${mode})`,
    '/marked.js': {
      headers: { 'content-encoding': 'gzip' },
      body: gzipSync(`\ufeff"use strict";${open('marked')}postMessage('é ' + ${mode})`),
    },
    '/long.js': `${open('long')}const text = '${'x'.repeat(3_000_000)}'; postMessage(text.length)`,
    '/policy.js': {
      headers: { 'content-security-policy': "default-src 'none'; connect-src *" },
      body: `${open('policy')}try { eval('1') } catch { postMessage('evaluation is forbidden') }`,
    },
    '/thrown.js': `${open('thrown')}\n\n  throw new Error('thrown')`,
    '/globals.js': `${open('globals')}\npostMessage(${ALL_GLOBALS})`,
    '/cached.js': {
      headers: { 'cache-control': 'max-age=3600' },
      body: `${open('cached')}\npostMessage('line ' + /:(\\d+):\\d+$/m.exec(new Error().stack)[1])`,
    },
    '/revalidated.js': {
      headers: { 'cache-control': 'no-cache', etag: '"same"' },
      body: `${open('revalidated')}\npostMessage('line ' + /:(\\d+):\\d+$/m.exec(new Error().stack)[1])`,
    },
    '/deep.js': `import { first } from './deeper.js';
import './deepest.js';
${open('deep')}
postMessage(first === WebSocket.prototype.send ? 'one hook' : 'more hooks')`,
    '/deeper.js': `import './deepest.js';\nexport const first = WebSocket.prototype.send;`,
    '/deepest.js': `export {};`,
  };
}
