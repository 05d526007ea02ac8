import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { connectionStatus, isReadOnly } from '../connections/connection-text.ts';

/** The connection that the composer acts on, or why there is none. */
export type Target = { connection: Connection } | { connection: null; why: string };

/** The selected connection, else that of the selected message, else the only open one. */
export function composerTarget(model: PanelModel): Target {
  void model.version.value;
  const selected = model.selectedConnection.value;
  const row = model.selectedRow.value;
  const key = selected ?? (row === null ? 0 : model.log.connection(row));
  const named = key ? model.connection(key) : undefined;
  if (named) return { connection: named };
  let open: Connection | null = null;
  for (const connection of model.connections.value) {
    if (!isOpen(connection) || isReadOnly(connection)) continue;
    if (open) return { connection: null, why: t('composer.severalOpen') };
    open = connection;
  }
  return open ? { connection: open } : { connection: null, why: t('composer.noneOpen') };
}

/** Why nothing can be sent or delivered on a connection now; empty where it can. */
export function whyNotOpen(target: Target): string {
  if (!target.connection) return target.why;
  if (isReadOnly(target.connection)) return t('composer.readOnly');
  if (isOpen(target.connection)) return '';
  return t('composer.connectionIs', { state: connectionStatus(target.connection).word });
}

/** Why a connection cannot be closed now; empty where it can. */
export function whyNotClosable(target: Target): string {
  const { connection } = target;
  const isConnecting = connection?.state === ReadyState.Connecting && !connection.tornDown;
  return isConnecting && !isReadOnly(connection) ? '' : whyNotOpen(target);
}

/** Why the page cannot be shown an end of a connection; empty where it can. */
export function whyNotEndable(target: Target): string {
  return target.connection?.api === 'WebSocketStream'
    ? t('composer.noEnd')
    : whyNotClosable(target);
}

/** Whether messages can go over a connection. */
export function isOpen(connection: Connection): boolean {
  return connection.state === ReadyState.Open && !connection.tornDown;
}
