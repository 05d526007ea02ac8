/** Longer text is not looked at. Characters. */
const LONGEST = 5_000_000;
const ESCAPE = /%[\da-fA-F]{2}/;
const FORM = /^[^\s=&{}[\]"<>]+=[^\s&{}[\]"<>]*(?:&[^\s=&{}[\]"<>]+(?:=[^\s&{}[\]"<>]*)?)*$/;

/**
 * What URL-encoded text says: a form (`a=1&b=2`) as the JSON text of an object, doubles and all, or
 * escaped text without its escapes. Undefined where it is neither.
 */
export function decodeUrl(text: string): string | undefined {
  if (text.length > LONGEST) return undefined;
  if ((text.includes('&') || ESCAPE.test(text)) && isForm(text)) return formAsJson(text);
  if (!ESCAPE.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function isForm(text: string): boolean {
  return FORM.test(text);
}

function formAsJson(text: string): string | undefined {
  const members: string[] = [];
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    const name = at < 0 ? pair : pair.slice(0, at);
    const value = at < 0 ? '' : pair.slice(at + 1);
    try {
      members.push(`${JSON.stringify(decodeWord(name))}:${JSON.stringify(decodeWord(value))}`);
    } catch {
      return undefined;
    }
  }
  return `{${members.join(',')}}`;
}

function decodeWord(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
