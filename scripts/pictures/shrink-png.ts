import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE_LENGTH = 8;
const RGB = 2;
const RGBA = 6;

interface Image {
  width: number;
  height: number;
  /** Bytes of one pixel: 3, or 4 with alpha. */
  pixelLength: number;
  /** Filtered lines, each behind the number of its filter. */
  lines: Buffer;
}

/**
 * The same opaque picture in fewer bytes: browsers compress for speed, and filter lines as is good
 * for photographs. Takes what they write: eight bits a sample, true colour, not interlaced.
 */
export function shrinkPng(png: Buffer): Buffer {
  const image = read(png);
  const { width, height, pixelLength } = image;
  const pixels = unfilter(image);
  const lines = Buffer.alloc(height * (1 + width * 3));
  for (let y = 0, from = 0, to = 0; y < height; y += 1) {
    // The filter's number: none.
    to += 1;
    for (let x = 0; x < width; x += 1, from += pixelLength, to += 3)
      pixels.copy(lines, to, from, from + 3);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, RGB], 8);
  return Buffer.concat([
    png.subarray(0, SIGNATURE_LENGTH),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function read(png: Buffer): Image {
  const data: Buffer[] = [];
  for (let at = SIGNATURE_LENGTH; at < png.length;) {
    const length = png.readUInt32BE(at);
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const [bits, colourType, , , interlaced] = png.subarray(24, 29);
  if (bits !== 8 || (colourType !== RGB && colourType !== RGBA) || interlaced)
    throw new Error('No browser wrote this PNG');
  const pixelLength = colourType === RGB ? 3 : 4;
  return { width, height, pixelLength, lines: inflateSync(Buffer.concat(data)) };
}

/** Undoes the filters (PNG specification, section 9). */
function unfilter({ width, height, pixelLength, lines }: Image): Buffer {
  const lineLength = width * pixelLength;
  const pixels = Buffer.alloc(height * lineLength);
  for (let y = 0; y < height; y += 1) {
    const filter = lines[y * (lineLength + 1)]!;
    for (let x = 0; x < lineLength; x += 1) {
      const at = y * lineLength + x;
      const left = x < pixelLength ? 0 : pixels[at - pixelLength]!;
      const up = y === 0 ? 0 : pixels[at - lineLength]!;
      const upLeft = x < pixelLength || y === 0 ? 0 : pixels[at - lineLength - pixelLength]!;
      pixels[at] = lines[at + y + 1]! + predict(filter, left, up, upLeft);
    }
  }
  return pixels;
}

function predict(filter: number, left: number, up: number, upLeft: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  const [a, b, c] = [up - upLeft, left - upLeft, left + up - 2 * upLeft].map(Math.abs);
  if (a! <= b! && a! <= c!) return left;
  return b! <= c! ? up : upLeft;
}

function chunk(type: string, data: Buffer): Buffer {
  const result = Buffer.alloc(data.length + 12);
  result.writeUInt32BE(data.length, 0);
  result.write(type, 4, 'latin1');
  result.set(data, 8);
  result.writeUInt32BE(crc32(result.subarray(4, -4)), data.length + 8);
  return result;
}
