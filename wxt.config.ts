import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

export default defineConfig({
  // Every name in a file is imported in that file.
  imports: false,
  vite: () => ({ plugins: [preact()] }),
  hooks: {
    'build:manifestGenerated': (_, manifest) => {
      // Scripts run in the manifest's order: the relay must listen before the hook speaks.
      manifest.content_scripts?.sort(
        (a, b) => Number(a.world === 'MAIN') - Number(b.world === 'MAIN'),
      );
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
              strict_min_version: '128.0',
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
