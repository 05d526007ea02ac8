import { sliceJson } from '../reading/slice-json.ts';
import { jsonStart } from './json-start.ts';
import type { Template, TemplateError, TemplateValue } from './template.ts';

/** What the variables of one message are taken from. */
export interface TemplateSources {
  /** Milliseconds since the epoch: one time for the whole message. */
  time: number;
  /** How many messages were made with the counter before. */
  count: number;
  uuid: () => string;
  /** From 0 to below 1. */
  random: () => number;
  /** Texts of one direction of the connection, the newest first; as far as one may look back. */
  texts: (direction: 'send' | 'receive') => Iterable<string>;
}

/** The text that is sent. */
export interface Expanded {
  ok: true;
  text: string;
  /** The offset in the source of what stands at an offset of the text. */
  sourceOf(offset: number): number;
}

/**
 * Puts values in the place of variables. In JSON a value takes the form that its place wants:
 * escaped inside a string, as a JSON value elsewhere.
 */
export function expandTemplate(
  template: Template,
  sources: TemplateSources,
  json: boolean,
): Expanded | TemplateError {
  let text = '';
  const starts: number[] = [];
  for (const part of template.parts) {
    starts.push(text.length);
    if ('text' in part) {
      text += part.text;
      continue;
    }
    const value = evaluate(part.value, sources);
    if (value === undefined)
      return { ok: false, at: part.at, end: part.end, why: notFound(part.value) };
    if (!json) text += value.plain;
    else
      text += part.inString ? quoted(value.plain).slice(1, -1) : (value.raw ?? quoted(value.plain));
  }
  const { parts } = template;
  return {
    ok: true,
    text,
    sourceOf(offset) {
      let index = starts.findLastIndex((start) => start <= offset);
      // A variable may be empty: what stands there is the text behind it.
      while (index > 0 && starts[index] === text.length && offset >= text.length) index -= 1;
      const part = parts[index];
      if (!part) return 0;
      return 'text' in part ? part.at + (offset - starts[index]!) : part.at;
    },
  };
}

/** A value as text, and as it stands in JSON outside of a string where that is no string. */
interface Value {
  plain: string;
  raw?: string;
}

function evaluate(value: TemplateValue, sources: TemplateSources): Value | undefined {
  switch (value.name) {
    case 'uuid':
      return { plain: sources.uuid() };
    case 'literal':
      return { plain: value.text };
    case 'now':
      if (value.format === 'iso') return { plain: new Date(sources.time).toISOString() };
      return number(Math.floor(value.format === 's' ? sources.time / 1000 : sources.time));
    case 'counter':
      return number(value.start + sources.count);
    case 'random':
      return number(value.min + Math.floor(sources.random() * (value.max - value.min + 1)));
    case 'last':
      return pick(value, sources);
  }
}

function pick(
  { direction, path }: Extract<TemplateValue, { name: 'last' }>,
  sources: TemplateSources,
): Value | undefined {
  for (const text of sources.texts(direction)) {
    const json = text.slice(jsonStart(text));
    const slice = sliceJson(json, path ?? []);
    if (path === null) return slice === undefined ? { plain: text } : { plain: text, raw: slice };
    if (slice === undefined) continue;
    if (slice.startsWith('"')) return { plain: JSON.parse(slice) as string, raw: slice };
    return { plain: slice, raw: slice };
  }
  return undefined;
}

function number(value: number): Value {
  return { plain: String(value), raw: String(value) };
}

function quoted(text: string): string {
  return JSON.stringify(text);
}

function notFound(value: TemplateValue): TemplateError['why'] {
  const path = value.name === 'last' && value.path !== null;
  const received = value.name === 'last' && value.direction === 'receive';
  if (path) return received ? 'template.noReceivedPath' : 'template.noSentPath';
  return received ? 'template.noReceived' : 'template.noSent';
}
