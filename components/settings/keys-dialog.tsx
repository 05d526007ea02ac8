import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import { Dialog } from '../panel/dialog.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import './settings.css';

const KEYS: readonly { keys: string; where: PlainKey; what: PlainKey }[] = [
  { keys: '?', where: 'keys.anywhere', what: 'keys.help' },
  { keys: '/  Ctrl+F', where: 'keys.anywhere', what: 'keys.toFilter' },
  { keys: 'Ctrl+L  Ctrl+Z', where: 'keys.anywhere', what: 'keys.clear' },
  { keys: '[  ]', where: 'keys.anywhere', what: 'keys.attempts' },
  { keys: '← → Page Up Page Down Home End', where: 'timeline.title', what: 'keys.moveInTime' },
  { keys: 'Shift+← Shift+→  Enter', where: 'timeline.title', what: 'keys.chooseTime' },
  { keys: 'Esc', where: 'timeline.title', what: 'keys.allTimes' },
  { keys: '+  −  0', where: 'timeline.title', what: 'keys.zoom' },
  { keys: 'Esc', where: 'keys.filter', what: 'keys.clearFilter' },
  { keys: '↑ ↓ Page Up Page Down Home End', where: 'keys.messages', what: 'keys.select' },
  { keys: 'Shift+↑ Shift+↓ …', where: 'keys.messages', what: 'keys.selectMore' },
  { keys: 'Ctrl+A', where: 'keys.messages', what: 'keys.selectAll' },
  { keys: 'Shift+F10', where: 'keys.rowsAndConnections', what: 'keys.menu' },
  { keys: 'Enter', where: 'keys.messages', what: 'keys.toDetails' },
  { keys: 'Ctrl+C', where: 'keys.messages', what: 'keys.copy' },
  { keys: '← →', where: 'keys.heads', what: 'keys.nextHead' },
  { keys: 'Alt+← Alt+→', where: 'keys.heads', what: 'keys.moveColumn' },
  { keys: 'Shift+← Shift+→', where: 'keys.heads', what: 'keys.sizeColumn' },
  { keys: 'Enter  Shift+F10', where: 'keys.heads', what: 'keys.columnMenu' },
  { keys: '← →', where: 'keys.tabs', what: 'keys.nextTab' },
  { keys: '→ ←', where: 'keys.connection', what: 'keys.earlier' },
  { keys: 'Ctrl+F', where: 'keys.details', what: 'keys.find' },
  { keys: 'F3  Shift+F3', where: 'keys.details', what: 'keys.nextMatch' },
  { keys: '↑ ↓ ← → Enter Home End', where: 'keys.tree', what: 'keys.moveInTree' },
  { keys: '*  -', where: 'keys.tree', what: 'keys.openAll' },
  { keys: '↑ ↓ ← →  Shift+↑ …', where: 'keys.hex', what: 'keys.selectBytes' },
  { keys: 'Ctrl+A  Ctrl+C', where: 'keys.hex', what: 'keys.copyBytes' },
  { keys: 'Esc', where: 'keys.unfolded', what: 'keys.foldBack' },
  { keys: '← →', where: 'keys.choices', what: 'keys.nextChoice' },
  { keys: '↑ ↓ ← → Home End', where: 'keys.bars', what: 'keys.resize' },
  { keys: 'Ctrl+Enter', where: 'keys.composer', what: 'keys.send' },
  { keys: 'Ctrl+Shift+Enter', where: 'keys.composer', what: 'keys.deliver' },
  { keys: '↑ ↓  Alt+↑ Alt+↓  Delete', where: 'keys.rules', what: 'keys.moveRule' },
  { keys: 'Ctrl+Enter', where: 'keys.rule', what: 'keys.saveRule' },
  { keys: '↑ ↓ Home End', where: 'keys.held', what: 'keys.chooseHeld' },
  { keys: 'Ctrl+Enter  Delete', where: 'keys.held', what: 'keys.decideHeld' },
];

/** Every key that does something, and where. */
export function KeysDialog({ ui }: { ui: PanelUi }) {
  return (
    <Dialog
      label={t('keys.title')}
      onClose={() => {
        if (ui.dialog.value === 'keys') ui.dialog.value = null;
      }}
    >
      <table class="keys">
        <thead>
          <tr>
            <th scope="col">{t('keys.key')}</th>
            <th scope="col">{t('keys.where')}</th>
            <th scope="col">{t('keys.what')}</th>
          </tr>
        </thead>
        <tbody>
          {KEYS.map(({ keys, where, what }) => (
            <tr key={`${where} ${what}`}>
              <td>
                <kbd>{keys}</kbd>
              </td>
              <td>{t(where)}</td>
              <td>{t(what)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t('keys.mac')}</p>
    </Dialog>
  );
}
