import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { bareScripts } from './scripts/build/bare-scripts.ts';
import { minifyHook } from './scripts/build/minify-hook.ts';

const EVERY_FRAME = {
  matches: ['<all_urls>'],
  run_at: 'document_start' as const,
  all_frames: true,
  match_about_blank: true,
  match_origin_as_fallback: true,
};

const WORKER_PERMISSIONS = ['webRequestBlocking', 'webRequestFilterResponse'];

export default defineConfig({
  // Every name in a file is imported in that file.
  imports: false,
  vite: ({ mode }) => ({
    plugins: [
      preact(),
      noInnerHtml(),
      bareScripts(),
      ...(mode === 'production' ? [minifyHook()] : []),
    ],
  }),
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Sockscope',
    description: 'Inspect, replay and inject the WebSocket messages of a page.',
    permissions: [
      'storage',
      'webRequest',
      // To put the engine of rules into the pages of sites that have some, and into no other.
      'scripting',
      // To put the hook in front of workers' scripts, which Chromium allows no extension.
      ...(browser === 'firefox' ? WORKER_PERMISSIONS : []),
    ],
    // Not by WXT's own content scripts: their start is announced to the page. The relay comes first,
    // as it must listen before the hook speaks.
    content_scripts: [
      { ...EVERY_FRAME, js: ['relay.js'] },
      {
        ...EVERY_FRAME,
        // Only Chromium has `WebSocketStream`.
        js: [...(browser === 'firefox' ? [] : ['stream.js']), 'control.js', 'hook.js'],
        world: 'MAIN',
      },
    ],
    host_permissions: ['<all_urls>'],
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'sockscope@sockscope.dev',
              // The first in which `data_collection_permissions` is known everywhere.
              strict_min_version: '142.0',
              data_collection_permissions: { required: ['none'] },
            },
          },
        }
      : {
          minimum_chrome_version: '148',
          // Typed arrays and Blobs cross as they are; as JSON they would not.
          message_serialization: 'structured_clone',
        }),
  }),
});

/** Nothing in an extension page may ever turn text into markup: Preact's one way to is closed. */
function noInnerHtml(): Plugin {
  return {
    name: 'no-inner-html',
    transform: (code, id) =>
      id.includes('/preact/dist/') ? code.replaceAll('.innerHTML', '.textContent') : undefined,
  };
}
