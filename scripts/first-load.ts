import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Bytes, gzip, of all that panel.html names and of what those scripts import in turn. */
export async function firstLoad(extension: string): Promise<number> {
  const page = await readFile(join(extension, 'panel.html'), 'utf8');
  const seen = new Set(
    [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map(([, path]) => path!),
  );
  let bytes = gzipSync(page).length;
  // A set gives what is added to it on the way, too.
  for (const path of seen) {
    const source = await readFile(join(extension, path));
    bytes += gzipSync(source).length;
    if (!path.endsWith('.js')) continue;
    const imports = source.toString().matchAll(/(?:from|import)\s*"\.\/([^"]+\.js)"/g);
    for (const [, name] of imports) seen.add(join(path, '..', name!));
  }
  return bytes;
}
