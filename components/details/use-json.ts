import { type JsonResult, looksLikeJson, readJson } from '../../lib/reading/read-json.ts';
import type { Progress, Work } from '../../lib/reading/slices.ts';
import { useWork } from '../work/use-work.ts';

/** What text is as JSON; null for text that is no object or array, told by its ends. */
export function useJson(text: string): Progress<JsonResult | null> {
  return useWork(read, text);
}

function* read(text: string): Work<JsonResult | null> {
  return looksLikeJson(text) ? yield* readJson(text) : null;
}
