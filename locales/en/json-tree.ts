import type { Say } from '../../lib/i18n/words.ts';

const level: Say<{ depth: number }> = ({ depth }, words) => `level ${words.number(depth)}`;

/** The tree of a JSON value. */
export const jsonTree = {
  title: 'JSON',
  copyPath: 'Copy path',
  copyValue: 'Copy value',
  level,
  rounded: '≈ rounded',
  roundedHint: 'Too large for JavaScript to hold exactly; Text shows the digits',
};
