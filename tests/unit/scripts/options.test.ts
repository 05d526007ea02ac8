import { expect, test } from 'vitest';
import { parseStartOptions } from '../../../scripts/start/options.ts';

const DISPLAY = { DISPLAY: ':0' };

test('shows Chromium with the demo where there is a display', () => {
  expect(parseStartOptions([], DISPLAY)).toEqual({
    browser: 'chromium',
    headless: false,
    screenshot: 'sockscope-demo.png',
  });
});

test.runIf(process.platform === 'linux').each([{}, { CI: 'true', ...DISPLAY }])(
  'is headless with %j',
  (environment) => {
    expect(parseStartOptions([], environment).headless).toBe(true);
  },
);

test('takes a browser and a page', () => {
  const args = ['--browser', 'firefox', '--url', 'http://127.0.0.1:3000/'];
  expect(parseStartOptions(args, DISPLAY)).toMatchObject({
    browser: 'firefox',
    url: 'http://127.0.0.1:3000/',
  });
});

test.each([
  [['--browser', 'safari'], 'not safari'],
  [['--url', 'localhost'], 'no complete URL'],
  [['--url', 'http://a/', '--headless'], 'needs a display'],
  [['--colour'], 'Unknown option'],
])('rejects %j', (args, message) => {
  expect(() => parseStartOptions(args, DISPLAY)).toThrow(message);
});
