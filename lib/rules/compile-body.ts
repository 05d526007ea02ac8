import { expandTemplate } from '../control/expand-template.ts';
import type { TemplateSources } from '../control/expand-template.ts';
import { jsonStart } from '../control/json-start.ts';
import { parseTemplate } from '../control/template.ts';
import type { RuleBody } from '../protocol/rule.ts';
import type { Payload } from '../session/types.ts';
import { RuleError } from './rule-error.ts';

/** Makes what is sent. */
export type MakeBody = (sources: TemplateSources) => Payload;

/** Reads what a rule sends. Throws a {@link RuleError}, as does what is made of it. */
export function compileBody(body: RuleBody): MakeBody {
  if (body.type === 'text') return compileText(body.text, looksLikeJson(body.text));
  const bytes = Uint8Array.from(atob(body.base64), (char) => char.charCodeAt(0));
  return () => bytes;
}

/** Reads a template. */
export function compileText(source: string, json: boolean): (sources: TemplateSources) => string {
  const template = parseTemplate(source);
  if (!template.ok) throw new RuleError('template', template.why);
  return (sources) => {
    const made = expandTemplate(template, sources, json);
    if (!made.ok) throw new RuleError('value', made.why);
    return made.text;
  };
}

function looksLikeJson(text: string): boolean {
  return /^\s*[[{]/.test(text.slice(jsonStart(text), jsonStart(text) + 1000));
}
