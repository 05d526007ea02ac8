import { decodeBase64Bytes } from './base64.ts';

/** A claim that tells a time (RFC 7519, section 4.1), milliseconds since the epoch. */
export interface JwtTime {
  claim: 'exp' | 'nbf' | 'iat';
  time: number;
}

/** What a JSON Web Token says. It is never verified: there is no key to do it with. */
export interface Jwt {
  /** Header and claims as one JSON text, each just as the token has it. */
  json: string;
  times: JwtTime[];
  signed: boolean;
}

/** Header, claims and signature of a JWS in its compact form (RFC 7515, section 3.1). */
const FORM = /^([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)$/;
/** Longer tokens are no tokens: they travel in headers. Characters. */
const LONGEST = 1_000_000;
const TIMES = ['iat', 'nbf', 'exp'] as const;

/** Reads a JSON Web Token, also one that follows `Bearer `; undefined where text is none. */
export function readJwt(text: string): Jwt | undefined {
  if (text.length > LONGEST) return undefined;
  const parts = FORM.exec(text.trim().replace(/^Bearer\s+/i, ''));
  if (!parts) return undefined;
  const header = jsonObject(parts[1] as string);
  const claims = jsonObject(parts[2] as string);
  if (!header || !claims || !('alg' in header.value)) return undefined;
  const times: JwtTime[] = [];
  for (const claim of TIMES) {
    const seconds = claims.value[claim];
    // What is beyond any calendar is not put into words.
    if (typeof seconds === 'number' && Math.abs(seconds) <= 8.64e12)
      times.push({ claim, time: seconds * 1000 });
  }
  return {
    json: `{"header":${header.text},"claims":${claims.text}}`,
    times,
    signed: parts[3] !== '',
  };
}

function jsonObject(base64: string): { text: string; value: Record<string, unknown> } | undefined {
  const bytes = decodeBase64Bytes(base64);
  if (!bytes) return undefined;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { text, value: value as Record<string, unknown> } : undefined;
  } catch {
    return undefined;
  }
}
