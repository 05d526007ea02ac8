/** What can be previewed, by its first bytes. */
export interface Media {
  kind: 'image' | 'audio';
  /** MIME type. */
  type: string;
  extension: string;
}

interface Pattern extends Media {
  /** Bytes that must be there; `null` for any. */
  bytes: readonly (number | null)[];
}

const ascii = (text: string): (number | null)[] =>
  [...text].map((character) => (character === '.' ? null : character.charCodeAt(0)));

const image = (subtype: string, extension: string, bytes: (number | null)[]): Pattern => ({
  kind: 'image',
  type: `image/${subtype}`,
  extension,
  bytes,
});
const audio = (subtype: string, extension: string, bytes: (number | null)[]): Pattern => ({
  kind: 'audio',
  type: `audio/${subtype}`,
  extension,
  bytes,
});

/**
 * The patterns of the WHATWG MIME Sniffing standard (sections 6.1 and 6.2) with AVIF, FLAC and M4A.
 * A table rather than a package: libraries that tell hundreds of types parse into the file, where a
 * hostile one may keep them busy. No SVG: that is a document, and is shown as the text it is.
 */
const PATTERNS: readonly Pattern[] = [
  image('png', 'png', [0x89, ...ascii('PNG'), 0x0d, 0x0a, 0x1a, 0x0a]),
  image('jpeg', 'jpg', [0xff, 0xd8, 0xff]),
  image('gif', 'gif', ascii('GIF87a')),
  image('gif', 'gif', ascii('GIF89a')),
  image('webp', 'webp', ascii('RIFF....WEBPVP')),
  image('avif', 'avif', ascii('....ftypavif')),
  image('bmp', 'bmp', [...ascii('BM....'), 0, 0, 0, 0]),
  image('x-icon', 'ico', [0, 0, 1, 0]),
  audio('wav', 'wav', ascii('RIFF....WAVE')),
  audio('ogg', 'ogg', [...ascii('OggS'), 0]),
  audio('flac', 'flac', ascii('fLaC')),
  audio('mpeg', 'mp3', ascii('ID3')),
  audio('mp4', 'm4a', ascii('....ftypM4A')),
  audio('webm', 'webm', [0x1a, 0x45, 0xdf, 0xa3]),
  // An MPEG-1 layer 3 frame without an ID3 tag before it.
  audio('mpeg', 'mp3', [0xff, 0xfb]),
];
/** Shorter payloads are no media: a few bytes often happen to begin like some. */
const SHORTEST = 32;

/** What kind of image or audio bytes are; undefined where none that is known. */
export function mediaOf(bytes: Uint8Array): Media | undefined {
  if (bytes.length < SHORTEST) return undefined;
  return PATTERNS.find((pattern) =>
    pattern.bytes.every((byte, index) => byte === null || bytes[index] === byte),
  );
}
