import { availableParallelism } from 'node:os';
import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { findBrowser } from './scripts/setup/browsers.mjs';

/** Bundled before the first test: found only while tests run, they would reload the page under them. */
const optimizeDeps = {
  include: [
    ...Object.keys(manifest.dependencies).filter((name) => name !== 'webextension-polyfill'),
    'axe-core',
    'fast-check',
    'preact/hooks',
    'preact/jsx-dev-runtime',
    'preact/jsx-runtime',
  ],
};

const executablePath = await findBrowser('chromium');

export default defineConfig({
  test: {
    retry: 0,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.ts'],
          setupFiles: ['tests/support/load-expressions.ts'],
          environment: 'node',
          // Properties run hundreds of cases: on a machine that is busy they take their time.
          testTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'neutral',
          include: ['tests/neutral/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [preact()],
        optimizeDeps,
        test: {
          name: 'components',
          include: ['tests/components/**/*.test.tsx'],
          setupFiles: ['tests/support/load-expressions.ts'],
          sequence: { groupOrder: 2 },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: executablePath ? { executablePath } : {} }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Each file runs whole browsers, which want about two cores.
          maxWorkers: Math.max(1, Math.floor(availableParallelism() / 2)),
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
