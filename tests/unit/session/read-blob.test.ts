import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { EventFlag } from '../../../lib/protocol/events.ts';
import { readBlob } from '../../../lib/session/read-blob.ts';
import { anyText } from '../support/arbitrary-text.ts';

const codeUnitsOf = (text: string): Uint16Array<ArrayBuffer> =>
  Uint16Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));

test('text as UTF-8 comes back as it was', async () => {
  const wellFormed = anyText.map((text) => text.toWellFormed());
  await fc.assert(
    fc.asyncProperty(wellFormed, async (text) => {
      expect(await readBlob(new Blob([text]), EventFlag.TextBlob)).toBe(text);
    }),
  );
});

test('any code units as UTF-16 come back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      expect(await readBlob(new Blob([codeUnitsOf(text)]), EventFlag.Utf16Blob)).toBe(text);
    }),
  );
});

test.each([8_191, 8_192, 8_193, 16_384, 200_001])(
  '%d code units join without a seam',
  async (n) => {
    const text = Array.from({ length: n }, (_, i) =>
      String.fromCharCode((i * 7919) % 0x10000),
    ).join('');
    const read = await readBlob(new Blob([codeUnitsOf(text)]), EventFlag.Utf16Blob);
    expect(read === text).toBe(true);
  },
);

test('a byte order mark is part of the text', async () => {
  for (const text of ['\ufeff', '\ufeffa', '\ufeff\ufeff', 'a\ufeff'])
    expect(await readBlob(new Blob([text]), EventFlag.TextBlob)).toBe(text);
});

test('bytes come back as bytes, whatever they spell', async () => {
  const binary = EventFlag.Binary | EventFlag.FromBlob;
  await fc.assert(
    fc.asyncProperty(fc.uint8Array(), async (bytes) => {
      const read = await readBlob(new Blob([bytes as Uint8Array<ArrayBuffer>]), binary);
      expect(read).toBeInstanceOf(Uint8Array);
      expect([...(read as Uint8Array)]).toEqual([...bytes]);
    }),
  );
});

test('rejects where the Blob can no longer be read', async () => {
  class LostBlob extends Blob {
    override arrayBuffer(): Promise<ArrayBuffer> {
      return Promise.reject(new DOMException('gone', 'NotReadableError'));
    }
  }
  await expect(readBlob(new LostBlob(), 0)).rejects.toThrow('gone');
});
