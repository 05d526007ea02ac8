import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** The page that runs cases: its first inline script sees the realm before any other page code did. */
export function pageHtml(port: number, failingPort: number): string {
  return `<!doctype html>
<html><head><meta charset="utf-8"><title>neutral</title>
<script>var firstMessages = []; addEventListener('message', function (event) { firstMessages.push(JSON.stringify(event.data)); });
var firstSeen = { WebSocket: WebSocket, html: document.documentElement.outerHTML, scripts: document.scripts.length, current: document.currentScript === document.scripts[0], entries: performance.getEntries().map(function (entry) { return entry.entryType + ' ' + entry.name.split('?')[0]; }) };</script>
<script src="/bundle.js"></script>
<script>neutral.first(${port}, ${failingPort});</script>
</head><body><script>neutral.run();</script></body></html>`;
}

/** The cases and their runner as one classic script that defines `neutral`. */
export const bundlePage = (): Promise<string> => bundle('./page-runner.ts');

/** A content script that turns the gate on, see `engine.ts`. */
export const bundleEngine = (): Promise<string> => bundle('./engine.ts');

async function bundle(entry: string): Promise<string> {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      lib: {
        entry: fileURLToPath(new URL(entry, import.meta.url)),
        formats: ['iife'],
        name: 'neutral',
      },
    },
  });
  const [result] = Array.isArray(output) ? output : [output];
  if (!result || !('output' in result)) throw new Error('vite gave no bundle');
  return result.output[0].code;
}
