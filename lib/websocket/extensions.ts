/** One extension of a `Sec-WebSocket-Extensions` header (RFC 6455, section 9.1). */
export interface Extension {
  name: string;
  /** Names and values in order; null where a parameter has no value. */
  parameters: readonly (readonly [name: string, value: string | null])[];
}

/** Extensions of one header, and parameters of one extension, that are read. */
const MOST = 32;

/**
 * Reads a `Sec-WebSocket-Extensions` header. Text that keeps to no grammar gives what can be read of
 * it. Quoted values are tokens by the standard, so that no separator is hidden in them.
 */
export function parseExtensions(header: string): Extension[] {
  return header
    .split(',', MOST)
    .map((part) => part.split(';', MOST + 1).map((piece) => piece.trim()))
    .filter(([name]) => name)
    .map(([name = '', ...parameters]) => ({
      name,
      parameters: parameters.filter(Boolean).map(parseParameter),
    }));
}

function parseParameter(text: string): [string, string | null] {
  const at = text.indexOf('=');
  if (at < 0) return [text, null];
  const value = text.slice(at + 1).trim();
  const quoted = value.length > 1 && value.startsWith('"') && value.endsWith('"');
  return [text.slice(0, at).trim(), quoted ? value.slice(1, -1) : value];
}
