import type { Say } from '../../lib/i18n/words.ts';

const copiedText: Say<{ size: string }> = ({ size }) => `Copied ${size} as text`;

const copiedHex: Say<{ size: string }> = ({ size }) => `Copied ${size} as hex`;

const copiedRows: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: 'Copied # row', other: 'Copied # rows' });

const tooMuch: Say<{ most: string }> = ({ most }) =>
  `More than ${most} would be copied; export the selection instead`;

/** What comes of copying. */
export const copying = {
  copied: 'Copied',
  copiedText,
  copiedHex,
  copiedRows,
  tooMuch,
  refused: 'The browser did not let the panel copy',
  loading: 'The payload is still being read',
  none: 'This row has no payload',
};
