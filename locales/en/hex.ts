import type { Say } from '../../lib/i18n/words.ts';

const place: Say<{ offset: string; hex: string; count: number }> = (
  { offset, hex, count },
  words,
) => {
  const bytes = words.amount(count, { one: '# byte', other: '# bytes' });
  return `${bytes} at ${offset} (0x${hex})`;
};

const varint: Say<{ value: string; bytes: number }> = ({ value, bytes }, words) =>
  `${value} (${words.amount(bytes, { one: '# byte', other: '# bytes' })})`;

/** The hex dump and what its bytes may mean. */
export const hex = {
  inspector: 'Values',
  place,
  copySelection: 'Copy selection',
  type: 'Type',
  little: 'Little-endian',
  big: 'Big-endian',
  time: 'time',
  varint,
};
