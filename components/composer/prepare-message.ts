import { expandTemplate, type TemplateSources } from '../../lib/control/expand-template.ts';
import { hasVariables, parseTemplate, type TemplateError } from '../../lib/control/template.ts';
import { t } from '../../lib/i18n/translate.ts';
import { CODECS, type InputCodec, type InputFormat } from './codecs.ts';

/** What is written in the composer. */
export interface Draft {
  format: InputFormat;
  text: string;
  /** Variables are replaced; else text goes as it is. */
  variables: boolean;
}

/** What would be sent, or what is wrong: a sentence and the offsets in the draft that it is about. */
export type Prepared =
  | { ok: true; data: string | Uint8Array; /** Variables were replaced. */ expanded: boolean }
  | { ok: false; error: string; at: number; end: number };

/** Makes the message of a draft. Each call takes new values for its variables. */
export function prepareMessage(draft: Draft, sources: TemplateSources): Prepared {
  const codec: InputCodec = CODECS[draft.format];
  if (!draft.variables || !codec.variables || !draft.text.includes('{{'))
    return decode(codec, draft.text, (offset) => offset, false);
  const template = parseTemplate(draft.text);
  if (!template.ok) return refuse(template);
  const expanded = expandTemplate(template, sources, codec.language === 'json');
  if (!expanded.ok) return refuse(expanded);
  return decode(codec, expanded.text, expanded.sourceOf, hasVariables(template));
}

function decode(
  codec: InputCodec,
  text: string,
  sourceOf: (offset: number) => number,
  expanded: boolean,
): Prepared {
  const decoded = codec.decode(text);
  if (decoded.ok) return { ...decoded, expanded };
  const at = sourceOf(decoded.at);
  return { ok: false, error: decoded.error, at, end: at + 1 };
}

function refuse({ why, at, end }: TemplateError): Prepared {
  return { ok: false, error: t(why), at, end };
}
