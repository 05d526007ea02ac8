import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { Connection } from '../../lib/session/types.ts';
import { copyText } from '../clipboard/copy-text.ts';
import { whyNotClosable } from '../composer/target.ts';
import type { MenuItem } from '../menu/menu-state.ts';
import { lastReceived } from '../messages/find-row.ts';
import { goToFound } from '../messages/go-to-row.ts';
import { hideConnection } from '../messages/row-menu.ts';
import { showConnection } from '../overview/go-to-attempt.ts';
import type { PanelUi } from '../panel/panel-ui.ts';

/** Opens the menu of a connection. */
export function openConnectionMenu(
  model: PanelModel,
  ui: PanelUi,
  connection: Connection,
  place: { x: number; y: number },
): void {
  const { key } = connection;
  const copy = async () => {
    ui.notice.value = (await copyText(connection.url))
      ? { tone: 'info', text: t('copying.copied') }
      : { tone: 'error', text: t('copying.refused') };
  };
  const items = (): MenuItem[] => [
    {
      label: t('messages.onlyConnection'),
      checked: model.selectedConnection.value === key,
      run: () => {
        model.selectedConnection.value = model.selectedConnection.value === key ? null : key;
      },
    },
    { label: t('messages.hideConnection'), run: () => hideConnection(model, key) },
    {
      label: t('messages.lastReceived'),
      whyNot: connection.lastReceivedAt === null ? t('messages.notFound') : '',
      run: () => void goToFound(model, ui, lastReceived(model, key, Infinity)),
    },
    'separator',
    { label: t('details.copyUrl'), run: () => void copy() },
    {
      label: t('composer.replayMany'),
      run: () => {
        showConnection(model, key);
        ui.composer.form.value = 'replay';
      },
    },
    {
      label: t('composer.close'),
      whyNot: whyNotClosable({ connection }),
      run: () => {
        model.selectedConnection.value = key;
        ui.composer.form.value = 'close';
      },
    },
  ];
  ui.menu.value = { label: t('connections.menu'), ...place, items };
}
