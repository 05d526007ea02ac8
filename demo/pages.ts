import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const FOLDER = new URL('pages/', import.meta.url);
const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

interface Page {
  type: string;
  body: string;
}

/** Answers GET requests for the demo's pages; scripts are bundled with their real client libraries. */
export async function createPages(
  values: Record<string, string>,
): Promise<(request: IncomingMessage, response: ServerResponse) => void> {
  const pages = new Map<string, Page>([
    ['/blank', { type: TYPES.html!, body: '<!doctype html><title>Blank</title>' }],
  ]);
  const [index, frame, style, demo] = await Promise.all([
    readFile(new URL('index.html', FOLDER), 'utf8'),
    readFile(new URL('frame.html', FOLDER), 'utf8'),
    readFile(new URL('demo.css', FOLDER), 'utf8'),
    bundle('demo.ts'),
  ]);
  pages.set('/', { type: TYPES.html!, body: fillIn(index, values) });
  pages.set('/frame', { type: TYPES.html!, body: frame });
  pages.set('/demo.css', { type: TYPES.css!, body: style });
  pages.set('/demo.js', { type: TYPES.js!, body: demo });

  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://demo');
    const page = pages.get(pathname);
    if (!page) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': page.type, 'cache-control': 'no-store' });
    response.end(page.body);
  };
}

async function bundle(script: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      rolldownOptions: {
        input: fileURLToPath(new URL(script, FOLDER)),
        output: { format: 'es' },
      },
    },
  });
  const [output] = [result].flat();
  if (!output || !('output' in output)) throw new Error(`Nothing came of bundling ${script}`);
  return output.output[0].code;
}

/** Replaces each `{{name}}`. */
function fillIn(template: string, values: Record<string, string>): string {
  return template.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => values[name] ?? '');
}
