import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { preludePlace } from '../../../lib/background/prelude-place.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const placeOf = (script: string) => preludePlace(encode(script), true);

test.each([
  ['"use strict"', true],
  ["'use strict';x", true],
  ['/* a\n */ // b\n\t"use strict"\nx()', true],
  ['"use client";\n"use strict";', true],
  ['"a \\" b";"use strict"', true],
  ['"use strict"/* a\n */x', true],
  ['"use strict"\r\nfoo', true],
  ['', false],
  ['x()', false],
  ['(function(){"use strict"})()', false],
  ['"use\\x20strict"', false],
  ['"use strict".length', false],
  ['"use strict"\n.length', false],
  ['"use strict"\n+ 1', null],
  ['"use strict" + 1', null],
  ['"use strict"\n/ 2', false],
  ['"use strict", 1', false],
  ['"use strict"\n[0]', false],
  ['"use strict"\n`${1}`', false],
  ['"use strict"\ninstanceof Object', null],
  ['"use strict"\n++x', null],
  ['"use strict"\n!x', null],
  ['"use strict" x', null],
  ['"use strict', null],
  ['"use strict\n"', null],
  ['#!/usr/bin/node\n"use strict"', null],
  ['<!-- html\n"use strict"', null],
  ['--> html\n', null],
  ['-function(){}()', false],
  ['// \u2028"use strict"', null],
  ['/* never ends', null],
  ['\u00a0"use strict"', null],
  ['/re/.test("use strict")', false],
])('%j is strict: %j', (script, strict) => {
  expect(placeOf(script)).toEqual(strict === null ? 'leave' : { at: 0, strict });
  // Behind a byte order mark all is the same.
  const marked = placeOf(`\ufeff${script}`);
  expect(marked).toEqual(strict === null ? 'leave' : { at: 3, strict });
});

test('a script whose comments do not end is left alone', () => {
  const long = encode(`/*${'x'.repeat(70_000)}`);
  expect(preludePlace(long.subarray(0, 1000), false)).toBe('more');
  expect(preludePlace(long, false)).toBe('leave');
});

/** Pieces of which the beginnings of scripts are made. */
const piece = fc.constantFrom(
  '"use strict"',
  "'use strict'",
  '"other"',
  ';',
  '\n',
  ' ',
  '/* c */',
  '// c\n',
  'x',
  '()',
  '+1',
  '.length',
  '/2',
  '!',
  '\\',
  '"',
  '\u2028',
  'é',
);
const script = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

/** Whether a function body is strict code, as the engine has it; null where it is no code. */
function engineSays(body: string): boolean | null {
  if (!isCode(body)) return null;
  // What sloppy code may do and strict code may not.
  return !isCode(`${body}\n;with({}){}`);
}

function isCode(body: string): boolean {
  try {
    // eslint-disable-next-line no-new-func
    return typeof new Function(body) === 'function';
  } catch {
    return false;
  }
}

test('it never says other than the engine does', () => {
  fc.assert(
    fc.property(script, (body) => {
      const place = placeOf(body);
      const truth = engineSays(body);
      if (typeof place === 'string' || truth === null) return;
      expect(place.strict).toBe(truth);
    }),
    { numRuns: 5000 },
  );
});

test('a part of a script is never judged otherwise than the whole', () => {
  fc.assert(
    fc.property(script, fc.nat(80), (body, length) => {
      const whole = encode(`${body};let a = 1`);
      const part = preludePlace(whole.subarray(0, length), false);
      if (part !== 'more') expect(part).toEqual(preludePlace(whole, true));
    }),
    { numRuns: 2000 },
  );
});

test('no bytes make it throw', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (bytes, ended) => {
      const place = preludePlace(bytes, ended);
      expect(['more', 'leave', 'object']).toContain(
        typeof place === 'string' ? place : typeof place,
      );
      if (ended) expect(place).not.toBe('more');
    }),
    { numRuns: 2000 },
  );
});
