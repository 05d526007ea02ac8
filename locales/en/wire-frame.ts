import type { Say } from '../../lib/i18n/words.ts';

const summary: Say<{ header: string; total: string }> = ({ header, total }) =>
  `On the wire: ${header} of header, ${total} in all`;

const lengthForm: Say<{ bits: number; bytes: number }> = ({ bits, bytes }, words) =>
  bits === 7
    ? `${words.number(bytes)}, in the 7 bits of the second byte`
    : `${words.number(bytes)}, in ${bits} bits after the second byte`;

/** A message as the frame that RFC 6455 puts it into. */
export const wireFrame = {
  summary,
  fin: '1: the last frame of the message',
  opcode: 'Opcode',
  text: 'text',
  binary: 'binary',
  mask: 'Mask',
  masked: '1: what a browser sends is masked, by a key (··) that only it knows',
  unmasked: '0: what a server sends is not masked',
  length: 'Length',
  lengthForm,
  computed:
    'Computed: a page sees messages, not frames. Either side may have split the message into several.',
  compressed:
    'Where it was compressed, RSV1 is set and the length is another (permessage-deflate).',
};
