import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { EventKind } from '../../lib/protocol/events.ts';
import type { Connection, HandshakeMatch } from '../../lib/session/types.ts';
import { statusText } from '../../lib/websocket/http-status.ts';

/** The HTTP status that made a connection fail; 0 where none did, or where none is known for sure. */
export function refusedWith(connection: Connection, match: HandshakeMatch): number {
  if (match.state !== 'sure' || connection.openedAt !== null) return 0;
  const { status } = match.handshake;
  return status === 101 ? 0 : status;
}

/** What is to be said of it in a row that tells of a failure; empty in all others. */
export function refusedAt(model: PanelModel, row: number): string {
  const kind = model.log.kind(row);
  if (kind !== EventKind.Error && kind !== EventKind.Close) return '';
  const connection = model.connection(model.log.connection(row));
  const status = connection ? refusedWith(connection, model.handshake(connection.key)) : 0;
  return status > 0 ? statusText(status) : '';
}
