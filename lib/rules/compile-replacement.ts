import type { TemplateSources } from '../control/expand-template.ts';
import { jsonStart } from '../control/json-start.ts';
import type { JsonChange, Replacement } from '../protocol/rule.ts';
import { readJsonPath } from '../query/json-path.ts';
import { compileReplacement as compileExpression, expressionError } from '../query/text-pattern.ts';
import { findJsonError } from '../reading/json-error.ts';
import { skipSpace } from '../reading/json-scan.ts';
import type { Payload } from '../session/types.ts';
import { removeJson, setJson } from './change-json.ts';
import { compileBody, compileText } from './compile-body.ts';
import { findAll } from './find-all.ts';
import { applyPatch, readPatch } from './json-patch.ts';
import { RuleError } from './rule-error.ts';

/** What is made may be as long, UTF-16 units or bytes: a short text may stand in a long one often. */
const MAX_LENGTH = 64_000_000;

/** Makes one message of another; null where there is nothing to change in it. */
export type Replace = (data: Payload, sources: TemplateSources) => Payload | null;

type ReplaceText = (text: string, sources: TemplateSources) => string | null;

/** Reads a replacement. Throws a {@link RuleError}, as may what it makes of a message. */
export function compileReplacement(change: Replacement): Replace {
  switch (change.how) {
    case 'text':
      return inText((text) => joined(text, change.find, change.with));
    case 'expression':
      return inText(replaceExpression(change));
    case 'json': {
      const steps = change.changes.map(compileChange);
      return inText((text, sources) => changeJson(text, steps, sources));
    }
    case 'patch': {
      const operations = readPatch(change.patch);
      if (!operations) throw new RuleError('patch');
      return inText(ofJson((text) => applyPatch(text, operations)));
    }
    case 'bytes': {
      const find = bytesOf(change.find);
      const replacement = bytesOf(change.with);
      return (data) => (typeof data === 'string' ? null : joinedBytes(data, find, replacement));
    }
    case 'body': {
      const make = compileBody(change.body);
      return (_data, sources) => make(sources);
    }
  }
}

/** Bytes that are UTF-8 are changed as their text. */
function inText(replace: ReplaceText): Replace {
  return (data, sources) => {
    if (typeof data === 'string') return replace(data, sources);
    let text: string;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data);
    } catch {
      return null;
    }
    const made = replace(text, sources);
    return made === null ? null : new TextEncoder().encode(made);
  };
}

function replaceExpression({
  source,
  flags,
  with: replacement,
}: Extract<Replacement, { how: 'expression' }>): ReplaceText {
  const wrong = expressionError(source, flags);
  if (wrong) throw new RuleError('expression', wrong.said || wrong.problem);
  const replace = compileExpression(source, flags, replacement);
  return (text) => {
    const made = replace(text);
    if (made === null) throw new RuleError('value');
    return made === text ? null : made;
  };
}

/** JSON, and what stands before it. */
function ofJson(change: (text: string) => string | null): (text: string) => string | null {
  return (text) => {
    const start = jsonStart(text);
    const json = text.slice(start);
    if (findJsonError(json)) return null;
    const made = change(json);
    return made === null ? null : text.slice(0, start) + made;
  };
}

type ChangeStep = (json: string, sources: TemplateSources) => string | null;

function changeJson(
  text: string,
  steps: readonly ChangeStep[],
  sources: TemplateSources,
): string | null {
  return ofJson((json) => {
    let made = json;
    for (const step of steps) {
      made = step(made, sources) ?? made;
      if (made.length > MAX_LENGTH) throw new RuleError('value');
    }
    return made === json ? null : made;
  })(text);
}

function compileChange(change: JsonChange): ChangeStep {
  const { steps, end, error } = readJsonPath(change.path, 0);
  if (error !== null || end < change.path.length) throw new RuleError('path', error ?? '');
  if (change.do === 'remove') return (json) => removeJson(json, skipSpace(json, 0), steps);
  const make = compileText(change.value, true);
  const isFixed = !change.value.includes('{{');
  if (isFixed && findJsonError(change.value)) throw new RuleError('json');
  return (json, sources) => {
    const value = make(sources);
    if (!isFixed && findJsonError(value)) throw new RuleError('value');
    return setJson(json, skipSpace(json, 0), steps, value.trim());
  };
}

function joined(text: string, find: string, replacement: string): string | null {
  const found = findAll(text, find);
  if (found.length === 0) return null;
  checkLength(text.length + found.length * (replacement.length - find.length));
  const parts: string[] = [];
  let at = 0;
  for (const place of found) {
    parts.push(text.slice(at, place), replacement);
    at = place + find.length;
  }
  parts.push(text.slice(at));
  return parts.join('');
}

function joinedBytes(
  data: Uint8Array,
  find: Uint8Array,
  replacement: Uint8Array,
): Uint8Array | null {
  const found = findAll(data, find);
  if (found.length === 0) return null;
  const length = data.length + found.length * (replacement.length - find.length);
  checkLength(length);
  const made = new Uint8Array(length);
  let from = 0;
  let to = 0;
  for (const place of found) {
    made.set(data.subarray(from, place), to);
    to += place - from;
    made.set(replacement, to);
    to += replacement.length;
    from = place + find.length;
  }
  made.set(data.subarray(from), to);
  return made;
}

function checkLength(length: number): void {
  if (length > MAX_LENGTH) throw new RuleError('value');
}

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
}
