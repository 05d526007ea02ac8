import type { Say } from '../../lib/i18n/words.ts';

const copiedText: Say<{ size: string }> = ({ size }) => `Copied ${size} as text`;

const copiedHex: Say<{ size: string }> = ({ size }) => `Copied ${size} as hex`;

/** What comes of copying. */
export const copying = {
  copied: 'Copied',
  copiedText,
  copiedHex,
  refused: 'The browser did not let the panel copy',
  loading: 'The payload is still being read',
  none: 'This row has no payload',
};
