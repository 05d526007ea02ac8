import { t } from '../../lib/i18n/translate.ts';
import type { Handshake } from '../../lib/protocol/handshake.ts';
import { statusText } from '../../lib/websocket/http-status.ts';

/** What became of a handshake, as `401 Unauthorized`; the server's own words are not taken for it. */
export function handshakeStatus({ status, error, endedAt }: Handshake): string {
  if (status > 0) return statusText(status);
  return t(error || endedAt !== null ? 'handshake.failed' : 'handshake.running');
}
