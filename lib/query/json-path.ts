/** One step of a path: a member's name, an element's number, or all of either. */
export type JsonStep = string | number | typeof ALL;

/** The step `[*]`. */
export const ALL = Symbol('all');

/** Steps at most: each may cost one look at the message. */
const MAX_STEPS = 32;

const NAME = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/** What was read of a text, and what is wrong with the rest of it. */
interface ReadPath {
  steps: JsonStep[];
  /** Where the path ends. */
  end: number;
  /** Null where nothing is wrong. */
  error: 'pathWanted' | 'longPath' | 'nameWanted' | 'bracketWanted' | null;
}

/**
 * Reads a path from `start` on: names, numbers and `*` of RFC 9535, where the `$` may be left out.
 * No more of the standard: filters and slices would need the whole message as a value.
 */
export function readJsonPath(text: string, start: number): ReadPath {
  const steps: JsonStep[] = [];
  let at = start;
  const failed = (error: ReadPath['error']): ReadPath => ({ steps, end: at, error });
  if (text[at] === '$' && !/[\p{L}\p{N}_$-]/u.test(text[at + 1] ?? '')) at += 1;
  else {
    const end = nameEnd(text, at);
    if (end === at) return failed('pathWanted');
    steps.push(text.slice(at, end));
    at = end;
  }
  for (;;) {
    if (steps.length > MAX_STEPS) return failed('longPath');
    const char = text[at];
    if (char === '.') {
      if (text[at + 1] === '*') {
        steps.push(ALL);
        at += 2;
        continue;
      }
      const end = nameEnd(text, at + 1);
      if (end === at + 1) return failed('nameWanted');
      steps.push(text.slice(at + 1, end));
      at = end;
    } else if (char === '[') {
      const bracket = readBracket(text, at + 1);
      if (!bracket) return failed('bracketWanted');
      steps.push(bracket.step);
      at = bracket.end;
    } else return { steps, end: at, error: null };
  }
}

/** A path as text that {@link readJsonPath} reads. */
export function printJsonPath(steps: readonly JsonStep[]): string {
  const parts = steps.map((step) => {
    if (step === ALL) return '[*]';
    if (typeof step === 'number') return `[${step}]`;
    return NAME.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
  });
  return `$${parts.join('')}`;
}

function nameEnd(text: string, start: number): number {
  let end = start;
  for (const char of text.slice(start, start + 1000)) {
    const part = text.slice(start, end) + char;
    if (!NAME.test(part)) break;
    end += char.length;
  }
  return end;
}

function readBracket(text: string, start: number): { step: JsonStep; end: number } | null {
  const rest = text.slice(start, start + 1000);
  const plain = /^(\*|\d{1,9})\]/.exec(rest);
  if (plain) {
    const [all, inside = ''] = plain;
    return { step: inside === '*' ? ALL : Number(inside), end: start + all.length };
  }
  const quoted = /^("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\]/.exec(rest);
  if (!quoted) return null;
  const [all, inside = ''] = quoted;
  try {
    const body = inside.slice(1, -1);
    const json = inside[0] === '"' ? body : body.replaceAll("\\'", "'").replaceAll('"', '\\"');
    return { step: JSON.parse(`"${json}"`) as string, end: start + all.length };
  } catch {
    return null;
  }
}
