import preact from '@preact/preset-vite';
import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  // Every name in a file is imported in that file.
  imports: false,
  vite: () => ({ plugins: [preact(), noInnerHtml()] }),
  hooks: {
    'build:manifestGenerated': (_, manifest) => {
      // Scripts run in the manifest's order: the relay must listen before the hook speaks.
      const isHook = (script: object): boolean => 'world' in script && script.world === 'MAIN';
      manifest.content_scripts?.sort((a, b) => Number(isHook(a)) - Number(isHook(b)));
    },
  },
  manifestVersion: 3,
  manifest: ({ browser }) => ({
    name: 'Sockscope',
    description: 'Inspect, replay and inject the WebSocket messages of a page.',
    permissions: ['storage'],
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
