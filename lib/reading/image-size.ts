/** Markers looked at before a JPEG is given up. */
const MOST_MARKERS = 200;

/** Pixels of an image as its header says, before anything is decoded; undefined where it does not. */
export function imageSize(
  bytes: Uint8Array,
  type: string,
): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    switch (type) {
      case 'image/png':
        return { width: view.getUint32(16), height: view.getUint32(20) };
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
      case 'image/bmp':
        return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) };
      case 'image/webp':
        return webpSize(view);
      case 'image/jpeg':
        return jpegSize(view);
      default:
        return undefined;
    }
  } catch {
    // Cut off before its size.
    return undefined;
  }
}

function webpSize(view: DataView) {
  const form = String.fromCharCode(view.getUint8(15));
  if (form === 'X')
    return {
      width: 1 + (view.getUint32(24, true) & 0xffffff),
      height: 1 + (view.getUint16(27, true) | (view.getUint8(29) << 16)),
    };
  if (form === 'L') {
    const bits = view.getUint32(21, true);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >> 14) & 0x3fff) };
  }
  return {
    width: view.getUint16(26, true) & 0x3fff,
    height: view.getUint16(28, true) & 0x3fff,
  };
}

function jpegSize(view: DataView) {
  let at = 2;
  for (let marker = 0; marker < MOST_MARKERS; marker += 1) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const code = view.getUint8(at + 1);
    // A frame header, of whatever process; 0xc4, 0xc8 and 0xcc are other things.
    if (code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc)
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += code === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return undefined;
}
