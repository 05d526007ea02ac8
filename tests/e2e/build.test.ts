import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers/session.ts';
import { extensionDirectory } from '../../scripts/extension.ts';
import { firstLoad } from '../../scripts/first-load.ts';

/** What the hook may add to every frame of every page, bytes. */
const HOOK_BOUND = 12_000;
/** What has to be there before the panel is drawn, bytes, gzip. */
const FIRST_LOAD_BOUND = 120_000;
/** The gate is in it, of which a page without rules pays the parsing alone. */
const CONTROL_BOUND = 18_000;
const STREAM_BOUND = 9_500;
const WORKER_HOOK_BOUND = 26_000;

describe.each<BrowserName>(['chromium', 'firefox'])('the build for %s', (browser) => {
  const read = (file: string): string =>
    readFileSync(join(extensionDirectory(browser), file), 'utf8');
  const manifest = JSON.parse(read('manifest.json'));

  test.each<readonly [string, number]>([
    ['hook.js', HOOK_BOUND],
    ['control.js', CONTROL_BOUND],
    ...(browser === 'chromium' ? [['stream.js', STREAM_BOUND] as const] : []),
    // Both in one, and what speaks over the channel.
    ...(browser === 'firefox' ? [['worker-hook.js', WORKER_HOOK_BOUND] as const] : []),
  ])('has a %s that is small, alone, and leaves no global', (file, bound) => {
    const code = read(file);
    expect(Buffer.byteLength(code)).toBeLessThan(bound);
    expect(code).not.toMatch(/^(var|let|const|class|function) /);
    expect(code).not.toMatch(/\b(chrome|browser)\b(?!")|\b(import|require)\b/);
  });

  test('stops in the debugger where a rule says so: the minifiers leave that in', () => {
    expect(read('control.js')).toContain('debugger');
  });

  test.runIf(browser === 'firefox')('has a hook for workers that is a single line', () => {
    expect(read('worker-hook.js').trim()).not.toContain('\n');
  });

  test('asks for no more than it explains, and shows the page nothing', () => {
    expect(manifest.manifest_version).toBe(3);
    const forWorkers =
      browser === 'firefox' ? ['webRequestBlocking', 'webRequestFilterResponse'] : [];
    expect(manifest.permissions).toEqual(['storage', 'webRequest', 'scripting', ...forWorkers]);
    expect(manifest.host_permissions).toEqual(['<all_urls>']);
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  test('draws its panel from few bytes', async () => {
    expect(await firstLoad(extensionDirectory(browser))).toBeLessThan(FIRST_LOAD_BOUND);
  });

  test('has the relay listen before the hook speaks, from the start, in every frame', () => {
    const scripts = manifest.content_scripts as Record<string, unknown>[];
    expect(scripts.map(({ js }) => js)).toEqual([
      ['relay.js'],
      [...(browser === 'chromium' ? ['stream.js'] : []), 'control.js', 'hook.js'],
    ]);
    for (const script of scripts)
      expect(script).toMatchObject({
        run_at: 'document_start',
        all_frames: true,
        match_about_blank: true,
        match_origin_as_fallback: true,
      });
    expect(scripts[1]).toMatchObject({ world: 'MAIN' });
  });
});
