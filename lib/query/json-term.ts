import type { JsonScalar } from '../reading/json-scan.ts';
import { readJsonPath } from './json-path.ts';
import { printTerm } from './print-filter.ts';

/** The condition that a path, as the JSON tree shows it, leads to a value; null where it cannot be said. */
export function jsonTerm(path: string, value: JsonScalar): string | null {
  const { steps, end, error } = readJsonPath(path, 0);
  if (error || end !== path.length || value === '') return null;
  const type = typeof value === 'string' ? 'quoted' : 'bare';
  const text = typeof value === 'object' && value !== null ? value.digits : String(value);
  const literal = { type, text } as const;
  return printTerm({ type: 'json', path: steps, test: { comparison: '=', literal } });
}
