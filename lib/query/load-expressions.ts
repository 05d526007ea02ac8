import { useExpressions } from './text-pattern.ts';

/** Loads what runs expressions, which is large, in a file of its own. */
export async function loadExpressions(): Promise<void> {
  useExpressions((await import('re2js')).RE2JS);
}
