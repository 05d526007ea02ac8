import { scalarAt, someMember } from '../reading/json-scan.ts';
import type { Payload } from '../session/types.ts';
import type { Decoder } from './decoder.ts';

/** Members that name a message, the telling ones first. */
const NAMES = [
  'type',
  'event',
  'op',
  'method',
  'action',
  'cmd',
  'command',
  'msg',
  'topic',
  'channel',
];

/** Of a message this much is looked at for its label, UTF-16 units or bytes. */
const LOOKED_AT = 4096;
/** A longer text is no label. */
const LABEL_LIMIT = 100;

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

const utf8 = new TextDecoder();

/** JSON of no protocol that is known: the member that names messages, or the first word of an array. */
export const plainJson: Decoder = {
  name: 'JSON',
  label(payload) {
    const text = startOf(payload);
    if (text === null) return undefined;
    let best: string | undefined;
    let rank = NAMES.length;
    someMember(
      text,
      0,
      (key, at) => {
        const own = typeof key === 'number' ? (key === 0 ? 0 : -1) : NAMES.indexOf(key);
        if (own < 0 || own >= rank) return key === 0;
        const label = labelAt(text, at, typeof key === 'number');
        if (label !== undefined) {
          best = label;
          rank = own;
        }
        return rank === 0 || key === 0;
      },
      text.length,
    );
    return best;
  },
};

function labelAt(text: string, at: number, inArray: boolean): string | undefined {
  const value = scalarAt(text, at, text.length);
  const word = typeof value === 'object' && value && !inArray ? value.digits : value;
  return typeof word === 'string' && word !== '' && word.length <= LABEL_LIMIT ? word : undefined;
}

/** The start of what may be JSON; null of what cannot be. */
function startOf(payload: Payload): string | null {
  if (typeof payload === 'string') {
    const first = /\S/.exec(payload.slice(0, 16))?.[0];
    return first === '{' || first === '[' ? payload.slice(0, LOOKED_AT) : null;
  }
  const [first] = payload;
  if (first !== OPEN_BRACE && first !== OPEN_BRACKET) return null;
  return utf8.decode(payload.subarray(0, LOOKED_AT));
}
