import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64Bytes, looksLikeBase64 } from '../../../lib/reading/unfold/base64.ts';
import { readEpoch } from '../../../lib/reading/unfold/epoch.ts';
import { compressionOf, inflate } from '../../../lib/reading/unfold/inflate.ts';
import { readJwt } from '../../../lib/reading/unfold/jwt.ts';
import { unfoldingsOf, unfoldingsOfString } from '../../../lib/reading/unfold/unfold.ts';
import { decodeUrl } from '../../../lib/reading/unfold/url-encoded.ts';
import { anyText } from '../support/arbitrary-text.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const anyBytes = fc.uint8Array({ maxLength: 400 });

test('Base64 gives back its bytes, in either alphabet, padded or not', () => {
  fc.assert(
    fc.property(anyBytes, fc.constantFrom<BufferEncoding>('base64', 'base64url'), (bytes, form) => {
      const text = Buffer.from(bytes).toString(form);
      expect(decodeBase64Bytes(text)).toEqual(bytes);
      if (text.length >= 8) expect(looksLikeBase64(text)).toBe(true);
    }),
  );
  expect(decodeBase64Bytes('aGVs\nbG8=')).toEqual(bytesOf('hello'));
});

test.each(['hello world, you', 'abcde', 'abcdefghi', 'aGVsbG8h=', 'ab+/cd-_', ''])(
  'does not take %j for Base64',
  (text) => expect(looksLikeBase64(text)).toBe(false),
);

test('nothing that a page sends throws, hangs or is taken for what it is not', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(anyText, anyBytes, fc.base64String()), async (data) => {
      for (const { name, open } of unfoldingsOf(data)) {
        const unfolded = await open();
        if (unfolded) expect(typeof unfolded.data === 'string' || name !== 'utf8').toBe(true);
      }
      if (typeof data === 'string') unfoldingsOfString(data);
    }),
  );
});

test('a token is read, with its times', () => {
  const token = `${url({ alg: 'HS256', typ: 'JWT' })}.${url({ sub: '1', iat: 1516239022, exp: 1516242622 })}.c2ln`;
  const jwt = readJwt(`Bearer ${token}`);
  expect(jwt).toEqual(readJwt(token));
  expect(JSON.parse(jwt!.json)).toEqual({
    header: { alg: 'HS256', typ: 'JWT' },
    claims: { sub: '1', iat: 1516239022, exp: 1516242622 },
  });
  expect(jwt!.times).toEqual([
    { claim: 'iat', time: 1_516_239_022_000 },
    { claim: 'exp', time: 1_516_242_622_000 },
  ]);
  expect(jwt!.signed).toBe(true);
  expect(readJwt(`${url({ alg: 'none' })}.${url({ exp: 'soon', nbf: 1e300 })}.`)).toMatchObject({
    times: [],
    signed: false,
  });
});

test('claims keep the digits that they were written with', () => {
  const claims = Buffer.from('{"id":12345678901234567890}').toString('base64url');
  expect(readJwt(`${url({ alg: 'x' })}.${claims}.s`)?.json).toContain('12345678901234567890');
});

test.each([
  'a.b.c',
  'www.example.com',
  `${url([1])}.${url({})}.x`,
  `${url({ alg: 1 })}.${url('x')}.y`,
  `${url({})}.${url({})}.z`,
])('does not take %j for a token', (text) => expect(readJwt(text)).toBeUndefined());

test('compressed bytes are told by their mark, and inflated', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ minLength: 1 }), async (text) => {
      for (const [pack, name] of [
        [gzipSync, 'gzip'],
        [deflateSync, 'deflate'],
      ] as const) {
        const packed = new Uint8Array(pack(text));
        expect(compressionOf(packed)).toBe(name);
        expect(await inflate(packed, name)).toEqual({ ok: true, bytes: bytesOf(text), cut: false });
      }
    }),
    { numRuns: 30 },
  );
});

test('a bomb is inflated up to the bound and no further', async () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(50_000_000), { level: 9 }));
  expect(bomb.length).toBeLessThan(60_000);
  const inflated = await inflate(bomb, 'gzip', 1_000_000);
  expect(inflated).toMatchObject({ ok: true, cut: true });
  expect(inflated.ok && inflated.bytes.length).toBe(1_000_000);
});

test('what is cut off or broken gives what came before the fault, or nothing', async () => {
  const text = Array.from({ length: 20_000 }, (_, index) => String(index)).join(' ');
  const packed = new Uint8Array(gzipSync(text));
  const inflated = await inflate(packed.subarray(0, packed.length - 9), 'gzip');
  expect(inflated).toMatchObject({ ok: true, cut: true });
  if (inflated.ok) expect(text.startsWith(new TextDecoder().decode(inflated.bytes))).toBe(true);
  expect(await inflate(packed.subarray(0, 12), 'gzip')).toEqual({ ok: false });
  expect(await inflate(Uint8Array.of(0xff, 1, 2, 3), 'deflate-raw')).toEqual({ ok: false });
});

test('one thing is unfolded out of another', async () => {
  const inner = '{"a":1}';
  const text = gzipSync(inner).toString('base64');
  const [base64] = unfoldingsOfString(text);
  expect(base64?.name).toBe('base64');
  const packed = (await base64!.open())!.data as Uint8Array;
  const [gzip] = unfoldingsOf(packed);
  expect(gzip?.name).toBe('gzip');
  expect(await gzip!.open()).toEqual({ data: inner, cut: false });
  const [raw] = unfoldingsOf(new Uint8Array(deflateRawSync(inner)));
  expect([raw?.name, (await raw!.open())?.data]).toEqual(['deflate-raw', inner]);
  expect(unfoldingsOfString(inner).map(({ name }) => name)).toEqual(['json']);
  const [utf8] = unfoldingsOf(bytesOf(inner));
  expect([utf8?.name, (await utf8!.open())?.data]).toEqual(['utf8', inner]);
});

test('URL-encoded text and forms are read, doubles and all', () => {
  expect(decodeUrl('a=1&b=%20x+y&a=2&c')).toBe('{"a":"1","b":" x y","a":"2","c":""}');
  expect(decodeUrl('caf%C3%A9 au lait')).toBe('café au lait');
  expect(decodeUrl('a=b')).toBeUndefined();
  expect(decodeUrl('100 % sure')).toBeUndefined();
  expect(decodeUrl('%ff')).toBeUndefined();
  expect(decodeUrl('x && y = z')).toBeUndefined();
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.string({ minLength: 1 }), fc.string()), { minLength: 2 }),
      (pairs) => {
        const text = new URLSearchParams(pairs).toString();
        const decoded = decodeUrl(text);
        if (decoded === undefined) return;
        expect(JSON.parse(decoded)).toEqual(Object.fromEntries(new URLSearchParams(text)));
      },
    ),
  );
});

test('no text keeps the readers busy', () => {
  for (const unit of ['=', 'a=', 'a.', '%', '%20', '&', 'a&', 'A', 'Bearer ']) {
    const text = unit.repeat(200_000);
    for (const { name } of unfoldingsOfString(`${text}!`)) expect(name).toBeTypeOf('string');
    for (const { name } of unfoldingsOfString(text)) expect(name).toBeTypeOf('string');
  }
});

test('a number may be a time in one unit only', () => {
  const time = Date.UTC(2026, 10, 21);
  expect(readEpoch(time / 1000)).toEqual({ time, unit: 's' });
  expect(readEpoch(time)).toEqual({ time, unit: 'ms' });
  expect(readEpoch(time * 1e3)).toEqual({ time, unit: 'µs' });
  expect(readEpoch(time * 1e6)).toEqual({ time, unit: 'ns' });
  for (const number of [0, -1, 42, 999_999_999, 4_102_444_801, 1e22, Number.NaN, Infinity])
    expect(readEpoch(number)).toBeUndefined();
});
