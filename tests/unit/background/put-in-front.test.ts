import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { putInFront } from '../../../lib/background/put-in-front.ts';
import type { ResponseFilter } from '../../../lib/background/put-in-front.ts';

const PRELUDE = 'try{}catch{};';

/** Lets a response through in chunks, as the browser does; returns what the page gets. */
function receive(
  chunks: readonly Uint8Array[],
  prelude = (strict: boolean) => (strict ? `S${PRELUDE}` : PRELUDE),
) {
  const got: number[] = [];
  let ends = 0;
  let own = false;
  const filter: ResponseFilter = {
    write: (data) => got.push(...new Uint8Array(data)),
    disconnect: () => {
      own = true;
    },
    close: () => {
      ends += 1;
    },
  };
  putInFront(filter, prelude);
  for (const chunk of chunks)
    if (own) got.push(...chunk);
    else filter.ondata?.({ data: chunk.slice().buffer });
  if (!own) filter.onstop?.(undefined as never);
  return { bytes: new Uint8Array(got), own, ends };
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const textOf = (...chunks: Uint8Array[]): string =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(receive(chunks).bytes);

function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let at = 0;
  for (const size of sizes) {
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  chunks.push(bytes.subarray(at));
  return chunks;
}

test('the prelude is first, behind a byte order mark, and strict where the script is', () => {
  expect(textOf(encode('postMessage(1)'))).toBe(`${PRELUDE}postMessage(1)`);
  expect(textOf(encode("\ufeff'use strict';x"))).toBe(`\ufeffS${PRELUDE}'use strict';x`);
});

test('what is in doubt goes through as it is', () => {
  expect(textOf(encode('#!x\npostMessage(1)'))).toBe('#!x\npostMessage(1)');
});

test('an empty response stays empty', () => {
  expect(receive([])).toEqual({ bytes: new Uint8Array(0), own: false, ends: 1 });
});

test('the browser streams the rest by itself', () => {
  expect(receive([encode('x;'), encode('y')])).toMatchObject({ own: true, ends: 0 });
});

test('whatever its bytes and chunks, a script arrives whole, with the prelude once or not at all', () => {
  const beginning = fc.constantFrom('', '\ufeff', '"use strict"', "'use strict';", '// c\n', '/*');
  fc.assert(
    fc.property(
      beginning,
      fc.uint8Array({ maxLength: 60 }),
      fc.array(fc.nat(9), { maxLength: 20 }),
      (begin, rest, sizes) => {
        const script = new Uint8Array([...encode(begin), ...rest]);
        const { bytes } = receive(cut(script, sizes));
        // Latin-1 keeps bytes apart.
        const got = Buffer.from(bytes).toString('latin1');
        const wanted = Buffer.from(script).toString('latin1');
        const at = got.indexOf(PRELUDE);
        const without = at < 0 ? got : got.replace(`S${PRELUDE}`, '').replace(PRELUDE, '');
        expect(without).toBe(wanted);
        expect(Buffer.from(receive([script]).bytes).toString('latin1')).toBe(got);
        if (at > 0) expect(['S', '\xef\xbb\xbf', '\xef\xbb\xbfS']).toContain(got.slice(0, at));
      },
    ),
    { numRuns: 2000 },
  );
});
