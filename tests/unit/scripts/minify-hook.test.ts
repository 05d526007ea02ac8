import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INTERNAL_NAMES } from '../../../scripts/build/minify-hook.ts';

const PROTOCOL = ['commands', 'events', 'envelope'].map((name) =>
  readFileSync(new URL(`../../../lib/protocol/${name}.ts`, import.meta.url), 'utf8'),
);

test('no name that crosses to another context is shortened', () => {
  const crossing = PROTOCOL.flatMap((source) =>
    [...source.replace(/\/\*\*.*?\*\//gs, '').matchAll(/(?:^\s+|[{;] )([a-z]\w*)\??: /gm)].map(
      ([, name]) => name,
    ),
  );
  expect(crossing).toEqual(expect.arrayContaining(['subscriber', 'payloads', 'seq', 'url']));
  expect(INTERNAL_NAMES.filter((name) => crossing.includes(name))).toEqual([]);
});
