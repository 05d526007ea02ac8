import type { PassThrough } from 'node:stream';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ws from 'ws';
import { frameOf } from '../../../bench/frames.ts';

/** What a real client makes of some bytes of a server. */
async function received(bytes: Buffer): Promise<{ text: string; binary: boolean }> {
  const { Receiver } = ws as unknown as { Receiver: new () => PassThrough };
  const receiver = new Receiver();
  const message = new Promise<{ text: string; binary: boolean }>((done, fail) => {
    receiver.once('message', (data: Buffer, binary: boolean) =>
      done({ text: data.toString(), binary }),
    );
    receiver.once('error', fail);
  });
  receiver.write(bytes);
  return message;
}

describe('a frame', () => {
  it.each([0, 1, 125, 126, 127, 65_535, 65_536, 200_000])('of %d bytes is read', async (length) => {
    const text = 'x'.repeat(length);
    expect(await received(frameOf(text, false))).toEqual({ text, binary: false });
    expect(await received(frameOf(text, true))).toEqual({ text, binary: true });
  });

  it('of any text is read', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
        expect(await received(frameOf(text, false))).toEqual({ text, binary: false });
      }),
    );
  });
});
