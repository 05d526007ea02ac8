import { effect } from '@preact/signals';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';
import { isOpen } from './target.ts';

/** Milliseconds that a handshake may take. */
const PATIENCE = 20_000;

/**
 * Opens another connection to the url of one, with its subprotocols, in its document or else in the page
 * that is there now. Returns its key once it is open; rejects with an Error for the user.
 */
export async function openAlike(model: PanelModel, like: Connection): Promise<number> {
  const documents = model.documents.value.filter(({ source }) => source === undefined);
  const place =
    documents.find(({ documentId }) => documentId === like.documentId) ?? documents.at(0);
  if (!place) throw new Error(t('composer.noFrame'));
  const newest = model.connections.value.at(-1)?.key ?? 0;
  await model.openConnection(place.documentId, like.url, [...like.protocols]);
  const opened = Promise.withResolvers<number>();
  const stop = effect(() => {
    void model.version.value;
    const found = model.connections.value.findLast(
      ({ key, own, url }) => own && key > newest && url === like.url,
    );
    if (!found) return;
    if (isOpen(found)) opened.resolve(found.key);
    else if (found.state !== ReadyState.Connecting || found.tornDown)
      opened.reject(new Error(t('replay.notOpened')));
  });
  const over = new AbortController();
  void model.clock
    .wait(PATIENCE, over.signal)
    .then(() => opened.reject(new Error(t('replay.notOpened'))));
  try {
    return await opened.promise;
  } finally {
    over.abort();
    stop();
  }
}
