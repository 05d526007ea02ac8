import { t } from '../../lib/i18n/translate.ts';
import type { Held } from '../../lib/panel/rules-model.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { payloadPreview } from '../../lib/session/preview.ts';
import { formatBytes, formatCount } from '../format/numbers.ts';
import { formatClock } from '../format/times.ts';
import { connectionName } from '../connections/connection-text.ts';
import { forwardAllHeld, forwardHeld } from './forward-held.ts';
import { HeldEditor } from './held-editor.tsx';
import { dataOf, heldKey, sizeOf } from './held-message.ts';
import { beginFrom } from './rule-actions.ts';
import type { RulesUi } from './rules-ui.ts';

/** Rows that are drawn: the oldest are what one decides on. */
const SHOWN = 200;

/** What rules hold: each can be edited, forwarded, dropped. */
export function HeldView({ model, ui }: { model: PanelModel; ui: RulesUi }) {
  const held = model.rules.held.value;
  const chosen = held.find((each) => heldKey(each) === ui.held.value) ?? held[0];
  return (
    <div
      id="rules-view"
      class="rules-view held-view"
      role="tabpanel"
      aria-labelledby="rules-tab-held"
    >
      {chosen ? (
        <>
          <HeldList model={model} ui={ui} held={held} chosen={chosen} />
          <HeldEditor key={heldKey(chosen)} model={model} ui={ui} held={chosen} />
        </>
      ) : (
        <div class="empty">
          <h2>{t('heldMessages.none')}</h2>
          <p>{t('heldMessages.noneHint')}</p>
          <button type="button" class="button" onClick={() => beginFrom(model, ui, 'hold')}>
            {t('heldMessages.addRule')}
          </button>
        </div>
      )}
    </div>
  );
}

function HeldList(props: { model: PanelModel; ui: RulesUi; held: readonly Held[]; chosen: Held }) {
  const { model, ui, held, chosen } = props;
  const at = held.indexOf(chosen);
  const choose = (index: number) => {
    const next = held[Math.max(0, Math.min(index, Math.min(held.length, SHOWN) - 1))];
    if (next) ui.held.value = heldKey(next);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    switch (event.key) {
      case 'ArrowDown':
        choose(at + 1);
        break;
      case 'ArrowUp':
        choose(at - 1);
        break;
      case 'Home':
        choose(0);
        break;
      case 'End':
        choose(held.length - 1);
        break;
      case 'Delete':
        model.rules.drop(chosen);
        break;
      case 'Enter':
        if (!event.ctrlKey && !event.metaKey) return;
        forwardHeld(model, ui, chosen);
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="held-side">
      <div
        class="held-list"
        role="listbox"
        aria-label={t('heldMessages.list')}
        aria-activedescendant={`held-${heldKey(chosen)}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
      >
        {held.slice(0, SHOWN).map((each) => (
          <div
            key={heldKey(each)}
            id={`held-${heldKey(each)}`}
            class="held"
            role="option"
            aria-selected={each === chosen}
            onClick={() => {
              ui.held.value = heldKey(each);
            }}
          >
            <span class={each.direction === 'send' ? 'sent' : 'received'}>
              <span aria-hidden="true">{each.direction === 'send' ? '↑' : '↓'}</span>
              <span class="visually-hidden">
                {t(each.direction === 'send' ? 'messages.sent' : 'messages.received')}
              </span>
            </span>
            <span class="held-time">{formatClock(each.time)}</span>
            <bdi class="mono">{payloadPreview(dataOf(each), 200)}</bdi>
            <span class="held-size">
              {each.behind > 0
                ? t('heldMessages.behind', { count: each.behind })
                : formatBytes(sizeOf(each))}
            </span>
          </div>
        ))}
      </div>
      <div class="rule-save">
        <button
          type="button"
          class="button"
          title={t('heldMessages.forwardAllHint')}
          onClick={() => forwardAllHeld(model, ui)}
        >
          {t('heldMessages.forwardAll', { count: held.length })}
        </button>
        <span class="rule-hint">
          {connectionName(chosen.url)} · {formatCount(at + 1)}/{formatCount(held.length)}
        </span>
      </div>
    </div>
  );
}
