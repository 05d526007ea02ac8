import type { Payload } from '../../session/types.ts';
import { mediaOf } from '../media-type.ts';
import { looksLikeJson } from '../read-json.ts';
import { decodeBase64Bytes, looksLikeBase64 } from './base64.ts';
import { type Compression, compressionOf, inflate } from './inflate.ts';
import { type JwtTime, readJwt } from './jwt.ts';
import { decodeUrl } from './url-encoded.ts';

/** Longer text is not looked into: to tell what it is would hold up the panel. Characters or bytes. */
const LONGEST = 5_000_000;
/** Text is read as text by its beginning; bytes. */
const LOOKED_AT = 4096;

/** Ways in which a value can hold another. */
type UnfoldingName = 'json' | 'jwt' | 'base64' | 'url' | 'utf8' | Compression;

/** What a value holds. */
export interface Unfolded {
  data: Payload;
  /** Of a JSON Web Token. */
  jwt?: { times: JwtTime[]; signed: boolean };
  /** There is more than is shown. */
  cut?: boolean;
}

/** One way to look into a value; `open` gives undefined where there is nothing after all. */
export interface Unfolding {
  name: UnfoldingName;
  open: () => Promise<Unfolded | undefined>;
}

/** The ways in which a value may hold another, the likeliest first. Cheap: nothing is decoded in full. */
export function unfoldingsOf(data: Payload): Unfolding[] {
  if (data.length > LONGEST) return [];
  return typeof data === 'string' ? ofText(data) : ofBytes(data);
}

/** What text within a JSON string may hold: JSON, too. A payload that is JSON is a tree already. */
export function unfoldingsOfString(text: string): Unfolding[] {
  const json: Unfolding = { name: 'json', open: async () => ({ data: text.trim() }) };
  if (text.length <= LONGEST && looksLikeJson(text)) return [json];
  return unfoldingsOf(text);
}

function ofText(text: string): Unfolding[] {
  const found: Unfolding[] = [];
  const jwt = readJwt(text);
  if (jwt) {
    const { times, signed } = jwt;
    return [{ name: 'jwt', open: async () => ({ data: jwt.json, jwt: { times, signed } }) }];
  }
  const dataUrl = /^data:[^,]{0,200};base64,/.exec(text.slice(0, 250));
  const base64 = dataUrl ? text.slice(dataUrl[0].length) : text;
  if (looksLikeBase64(base64))
    found.push({
      name: 'base64',
      open: async () => {
        const bytes = decodeBase64Bytes(base64);
        return bytes && { data: textOf(bytes) ?? bytes };
      },
    });
  if (mayBeUrlEncoded(text))
    found.push({
      name: 'url',
      open: async () => {
        const decoded = decodeUrl(text);
        return decoded === undefined ? undefined : { data: decoded };
      },
    });
  return found;
}

function mayBeUrlEncoded(text: string): boolean {
  const beginning = text.slice(0, LOOKED_AT);
  if (beginning.length < text.length) return /%[\da-fA-F]{2}/.test(beginning);
  return decodeUrl(text) !== undefined;
}

function ofBytes(bytes: Uint8Array): Unfolding[] {
  const compression = compressionOf(bytes);
  if (compression) return [unfoldCompressed(bytes, compression)];
  if (mediaOf(bytes)) return [];
  if (isText(bytes.subarray(0, LOOKED_AT), bytes.length > LOOKED_AT))
    return [
      {
        name: 'utf8',
        open: async () => {
          const text = textOf(bytes);
          return text === undefined ? undefined : { data: text };
        },
      },
    ];
  return bytes.length > 1 ? [unfoldCompressed(bytes, 'deflate-raw')] : [];
}

function unfoldCompressed(bytes: Uint8Array, name: Compression): Unfolding {
  return {
    name,
    open: async () => {
      const inflated = await inflate(bytes, name);
      if (!inflated.ok || inflated.bytes.length === 0) return undefined;
      return { data: textOf(inflated.bytes) ?? inflated.bytes, cut: inflated.cut };
    },
  };
}

/** Bytes as text where they are UTF-8 and nothing but text. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || !isText(bytes.subarray(0, LOOKED_AT), bytes.length > LOOKED_AT))
    return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Whether bytes are UTF-8 without control characters; a last character may be `cut`. */
function isText(bytes: Uint8Array, cut: boolean): boolean {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true });
    const text = decoder.decode(bytes, { stream: cut });
    // eslint-disable-next-line no-control-regex
    return text !== '' && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
  } catch {
    return false;
  }
}
