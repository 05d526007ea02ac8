import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findInBytes,
  findInJson,
  findInText,
  literal,
  MAX_MATCHES,
} from '../../../lib/reading/find.ts';
import { readJson } from '../../../lib/reading/read-json.ts';
import { finish } from '../../../lib/reading/slices.ts';

function offsetsOf(text: string, wanted: string): number[] {
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    found.push(at);
  return found;
}

test('any text is found as itself, whatever a pattern would make of it', () => {
  const character = fc.constantFrom(...'ab.*+?()[]{}|/\\^$-é');
  const text = fc.string({ unit: character, maxLength: 40 });
  fc.assert(
    fc.property(
      text,
      fc.string({ unit: character, minLength: 1, maxLength: 3 }),
      (text, wanted) => {
        const found = finish(findInText(text, literal(wanted, true), wanted.length));
        expect(found).toEqual({ at: offsetsOf(text, wanted), more: false });
        const bytes = new TextEncoder();
        expect(finish(findInBytes(bytes.encode(text), bytes.encode(wanted), true)).at.length).toBe(
          found.at.length,
        );
      },
    ),
  );
});

test('is found across the border of two pieces', () => {
  const text = `${'-'.repeat(262_143)}aaa${'-'.repeat(300_000)}a`;
  expect(finish(findInText(text, literal('aa', false), 2)).at).toEqual([262_143]);
  expect(finish(findInText(text, literal('A', false), 1)).at).toEqual([
    262_143, 262_144, 262_145, 562_146,
  ]);
});

test('upper and lower case are alike unless they matter', () => {
  expect(finish(findInText('Ärger ÄRGER', literal('ärger', false), 5)).at).toEqual([0, 6]);
  expect(finish(findInText('Ärger ÄRGER', literal('ärger', true), 5)).at).toEqual([]);
  const bytes = Uint8Array.of(0x41, 0x62, 0x61, 0x42, 0xff);
  expect(finish(findInBytes(bytes, Uint8Array.of(0x61, 0x42), false)).at).toEqual([0, 2]);
  expect(finish(findInBytes(bytes, Uint8Array.of(0x61, 0x42), true)).at).toEqual([2]);
  expect(finish(findInBytes(bytes, new Uint8Array(0), true)).at).toEqual([]);
});

test('names and values of JSON are found as they are meant, not as they are written', () => {
  const read = finish(readJson('{"\\u00e9t\\u00e9":[1e5,"caf\\u00e9"],"x":"a\\"b","n":null}'));
  if (!read.ok) throw new Error(read.fault);
  const find = (text: string) => finish(findInJson(read.document, literal(text, false))).at;
  expect(find('ÉTÉ')).toEqual([1]);
  expect(find('é')).toEqual([1, 3]);
  expect(find('a"b')).toEqual([4]);
  expect(find('1e5')).toEqual([2]);
  expect(find('null')).toEqual([5]);
  expect(find('{')).toEqual([]);
});

test('matches are bounded', () => {
  const text = 'a'.repeat(MAX_MATCHES + 1);
  const found = finish(findInText(text, literal('a', true), 1));
  expect([found.at.length, found.more]).toEqual([MAX_MATCHES, true]);
  const bytes = finish(findInBytes(new Uint8Array(MAX_MATCHES + 1), Uint8Array.of(0), true));
  expect([bytes.at.length, bytes.more]).toEqual([MAX_MATCHES, true]);
});
