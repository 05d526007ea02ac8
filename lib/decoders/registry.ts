import type { Payload } from '../session/types.ts';
import type { Decoder } from './decoder.ts';
import { plainJson } from './plain-json.ts';

/** The decoders, those that know more before those that know less. */
const DECODERS: readonly Decoder[] = [plainJson];

/** A message's own label, as the first decoder that knows one says. */
export function labelOf(payload: Payload): string | undefined {
  for (const decoder of DECODERS) {
    const label = decoder.label(payload);
    if (label !== undefined) return label;
  }
  return undefined;
}
