import type { Payload } from '../../session/types.ts';
import type { JsonDocument } from '../json-document.ts';
import { looksLikeJson, readJson } from '../read-json.ts';
import type { Work } from '../slices.ts';
import { compareJson, type JsonChanges } from './compare-json.ts';
import { compareText, type TextComparison } from './compare-text.ts';
import { type Run, runsOf } from './runs.ts';

/** Longer payloads are not compared. Characters or bytes, and values of JSON. */
export const COMPARED_AT_MOST = 2_000_000;
const VALUES_AT_MOST = 300_000;

/** How two payloads differ. */
export type Comparison =
  | { form: 'same' }
  | { form: 'long' }
  | ({ form: 'json'; before: JsonDocument; after: JsonDocument } & JsonChanges)
  | ({ form: 'text' } & TextComparison)
  | { form: 'bytes'; before: Uint8Array; after: Uint8Array; runs: Run[] };

/** Compares two payloads: by structure where both are JSON, text as text, and all else by bytes. */
export function* compare({ before, after }: { before: Payload; after: Payload }): Work<Comparison> {
  if (before.length > COMPARED_AT_MOST || after.length > COMPARED_AT_MOST) return { form: 'long' };
  if (typeof before !== 'string' || typeof after !== 'string') {
    const bytes = { before: bytesOf(before), after: bytesOf(after) };
    const runs = runsOf(bytes.before, bytes.after);
    const same = typeof before === typeof after && runs.every((run) => run.same);
    return same ? { form: 'same' } : { form: 'bytes', ...bytes, runs };
  }
  if (before === after) return { form: 'same' };
  const documents = yield* readBoth(before, after);
  if (documents)
    return {
      form: 'json',
      ...documents,
      ...(yield* compareJson(documents.before, documents.after)),
    };
  return { form: 'text', ...compareText(before, after) };
}

function* readBoth(
  before: string,
  after: string,
): Work<{ before: JsonDocument; after: JsonDocument } | undefined> {
  if (!looksLikeJson(before) || !looksLikeJson(after)) return undefined;
  const older = yield* readJson(before, VALUES_AT_MOST);
  const newer = yield* readJson(after, VALUES_AT_MOST);
  return older.ok && newer.ok ? { before: older.document, after: newer.document } : undefined;
}

function bytesOf(data: Payload): Uint8Array {
  return typeof data === 'string' ? new TextEncoder().encode(data) : data;
}
