import { describe, expect, it } from 'vitest';
import { kindOf } from '../../../bench/processes.ts';

describe('a process of a browser', () => {
  it.each([
    ['/usr/lib/chromium/chromium --type=renderer --extension-process --lang=en', 'extension'],
    ['/usr/lib/chromium/chromium --type=renderer --lang=en', 'content'],
    ['/usr/lib/chromium/chromium --type=gpu-process', 'browser'],
    ['/usr/lib/chromium/chromium --headless=new', 'browser'],
    [
      '/usr/lib/firefox-esr/firefox-esr -contentproc -parentPid 7 -appDir /usr/lib 3 tab ',
      'content',
    ],
    [
      '/usr/lib/firefox-esr/firefox-esr -contentproc -parentPid 7 -appDir /usr/lib 2 socket',
      'browser',
    ],
    ['/usr/lib/firefox-esr/firefox-esr --no-remote', 'browser'],
    ['node bench/server.ts', undefined],
  ])('%s is of the kind %s', (command, kind) => {
    expect(kindOf(command)).toBe(kind);
  });
});
