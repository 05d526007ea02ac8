import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { BrowserName } from '../../scripts/browsers/session.ts';
import { extensionDirectory } from '../../scripts/extension.ts';

/** What the hook may add to every frame of every page, bytes. */
const HOOK_BOUND = 12_000;
const CONTROL_BOUND = 4_000;

describe.each<BrowserName>(['chromium', 'firefox'])('the build for %s', (browser) => {
  const read = (file: string): string =>
    readFileSync(join(extensionDirectory(browser), file), 'utf8');
  const manifest = JSON.parse(read('manifest.json'));

  test.each([
    ['hook.js', HOOK_BOUND],
    ['control.js', CONTROL_BOUND],
  ])('has a %s that is small, alone, and leaves no global', (file, bound) => {
    const code = read(file);
    expect(Buffer.byteLength(code)).toBeLessThan(bound);
    expect(code).not.toMatch(/^(var|let|const|class|function) /);
    expect(code).not.toMatch(/\b(chrome|browser|import|require)\b/);
  });

  test('asks for no more than it explains, and shows the page nothing', () => {
    expect(manifest.manifest_version).toBe(3);
    const forWorkers =
      browser === 'firefox' ? ['webRequestBlocking', 'webRequestFilterResponse'] : [];
    expect(manifest.permissions).toEqual(['storage', 'webRequest', ...forWorkers]);
    expect(manifest.host_permissions).toEqual(['<all_urls>']);
    expect(manifest).not.toHaveProperty('web_accessible_resources');
  });

  test('has the relay listen before the hook speaks, from the start, in every frame', () => {
    const scripts = manifest.content_scripts as Record<string, unknown>[];
    expect(scripts.map(({ js }) => js)).toEqual([['relay.js'], ['control.js', 'hook.js']]);
    for (const script of scripts)
      expect(script).toMatchObject({
        run_at: 'document_start',
        all_frames: true,
        match_about_blank: true,
        match_origin_as_fallback: true,
      });
    expect(scripts[1]).toMatchObject({ world: 'MAIN' });
  });

  test.runIf(browser === 'firefox')(
    'has a hook for workers in one line, alone as the other',
    () => {
      const hook = read('worker-hook.js').trim();
      expect(hook).not.toContain('\n');
      expect(Buffer.byteLength(hook)).toBeLessThan(HOOK_BOUND * 1.1);
      expect(hook).not.toMatch(/^(var|let|const|class|function) /);
      expect(hook).not.toMatch(/\b(chrome|browser|import|require)\b/);
    },
  );
});
