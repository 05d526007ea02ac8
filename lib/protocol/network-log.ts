import { boundHeaders, comparedUrl } from './handshake.ts';
import type { HeaderLine } from './handshake.ts';

/** An opening handshake as the Network log of DevTools has it. */
export interface LoggedHandshake {
  url: string;
  /** Milliseconds since the epoch; where nothing was sent it tells nothing. */
  startedAt: number;
  /** Empty where the server was never reached. */
  requestHeaders: HeaderLine[];
  /** Empty where the handshake failed. */
  responseHeaders: HeaderLine[];
  /** Whether it belongs to a document; those of workers belong to none. */
  inDocument: boolean;
}

/** Handshakes that are read of one log; the newest. */
const MAX_LOGGED = 10_000;

type Loose = Record<string, unknown>;

/** The opening handshakes in a HAR; what has another shape is passed over. */
export function loggedHandshakes(har: unknown): LoggedHandshake[] {
  const entries = isObject(har) && Array.isArray(har.entries) ? (har.entries as unknown[]) : [];
  const found: LoggedHandshake[] = [];
  for (let i = entries.length - 1; i >= 0 && found.length < MAX_LOGGED; i -= 1) {
    const entry = entries[i];
    if (!isObject(entry) || entry._resourceType !== 'websocket') continue;
    const { request, response, startedDateTime } = entry;
    if (!isObject(request) || !isObject(response) || typeof request.url !== 'string') continue;
    const startedAt =
      typeof startedDateTime === 'string' ? Date.parse(startedDateTime) : Number.NaN;
    found.push({
      url: comparedUrl(request.url),
      startedAt: Number.isFinite(startedAt) ? startedAt : 0,
      requestHeaders: headersOf(request),
      responseHeaders: headersOf(response),
      inDocument: typeof entry.pageref === 'string' && entry.pageref !== '',
    });
  }
  return found.toReversed();
}

function headersOf({ headers }: Loose): HeaderLine[] {
  if (!Array.isArray(headers)) return [];
  const lines = (headers as unknown[]).filter(isHeader).map(({ name, value }) => [name, value]);
  return boundHeaders(lines as [string, string][]).kept;
}

function isHeader(value: unknown): value is { name: string; value: string } {
  return isObject(value) && typeof value.name === 'string' && typeof value.value === 'string';
}

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}
