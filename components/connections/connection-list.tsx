import { useEffect, useMemo, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { delayBefore } from '../../lib/session/delay-before.ts';
import { endedBadly } from '../../lib/session/ended-badly.ts';
import type { LineageReader } from '../../lib/session/lineage.ts';
import { formatCount } from '../format/numbers.ts';
import { showConnection } from '../overview/go-to-attempt.ts';
import type { PanelUi } from '../panel/panel-ui.ts';
import { useVirtualizer } from '../virtual-list/use-virtualizer.ts';
import { VirtualRows } from '../virtual-list/virtual-rows.tsx';
import { EntryList } from './connection-entries.ts';
import { ConnectionItem } from './connection-item.tsx';
import { openConnectionMenu } from './connection-menu.ts';
import { useClock } from './use-clock.ts';
import './connections.css';

const ROW_HEIGHT = 62;
const COMPACT_ROW_HEIGHT = 24;
/** Rows that the compact list may take from the messages before it scrolls. */
const COMPACT_ROWS = 3;

/**
 * Every connection, newest last, those that follow each other as one line that opens; pressing one
 * shows its messages alone, pressing it again all.
 */
export function ConnectionList(props: { model: PanelModel; ui: PanelUi; compact: boolean }) {
  const { model, ui, compact } = props;
  // Connections change in place; the version says when.
  void model.version.value;
  const connections = model.connections.value;
  const selected = model.selectedConnection.value;
  const rowHeight = compact ? COMPACT_ROW_HEIGHT : ROW_HEIGHT;
  const [opened, setOpened] = useState<ReadonlySet<number>>(() => new Set());
  const { lineages } = model;
  const entries = useMemo(() => new EntryList(lineages), [lineages]);
  entries.update(connections, opened, selected);
  const view = useVirtualizer({ count: entries.length, rowHeight, overscan: 3 });
  const { open, failed } = model.totals.value;
  const now = useClock(open > 0 && !compact);
  const { reveal } = view;
  useEffect(() => {
    const index = selected === null ? -1 : entries.indexOf(selected);
    if (index >= 0) reveal(index);
  }, [selected, entries, reveal]);

  return (
    <div
      class={`connections ${compact ? 'connections-compact' : ''}`}
      style={
        compact
          ? { '--list-height': `${Math.min(entries.length, COMPACT_ROWS) * rowHeight}px` }
          : undefined
      }
    >
      <div class="connections-head">
        <h2>{t('connections.title')}</h2>
        <span>
          {t('connections.open', { count: open })}
          {failed === 0 && (
            <span class="connections-total"> · {formatCount(connections.length)}</span>
          )}
        </span>
        {failed > 0 && (
          <button
            type="button"
            class="next-failed"
            title={t('connections.failedHint')}
            onClick={() => showNextFailed(model, ui)}
          >
            <i class="state state-failed" aria-hidden="true" />
            {t('connections.failed', { count: failed })}
          </button>
        )}
        <button
          type="button"
          class="show-all"
          aria-pressed={selected === null}
          title={t('connections.allHint')}
          onClick={() => {
            model.selectedConnection.value = null;
          }}
        >
          {t('connections.all')}
        </button>
      </div>
      <VirtualRows
        view={view}
        role="list"
        label={t('connections.title')}
        class="connections-rows"
        renderRow={(index) => {
          const { connection, lineage, isTop } = entries.at(index);
          return (
            <ConnectionItem
              key={lineage && isTop ? -lineage.id : connection.key}
              connection={connection}
              handshake={model.handshake(connection.key)}
              delay={isTop ? null : delayOf(lineages, connection.key)}
              isAttempt={!isTop}
              attempts={
                lineage && isTop
                  ? {
                      count: lineage.count,
                      opened: entries.isOpened(lineage),
                      onOpen: (open) => {
                        const others = [...opened].filter((key) => lineages.of(key) !== lineage);
                        setOpened(new Set(open ? [...others, connection.key] : others));
                      },
                    }
                  : null
              }
              now={now}
              selected={selected === connection.key}
              position={index + 1}
              total={entries.length}
              compact={compact}
              onMenu={(place) => openConnectionMenu(model, ui, connection, place)}
              onToggle={() => {
                model.selectedConnection.value =
                  selected === connection.key ? null : connection.key;
              }}
            />
          );
        }}
      />
      {connections.length === 0 && !compact && (
        <p class="connections-empty">{t('connections.none')}</p>
      )}
    </div>
  );
}

function delayOf(lineages: LineageReader, key: number): number | null {
  const attempt = lineages.attempt(key);
  return attempt ? delayBefore(attempt) : null;
}

/** Shows the failed connection after the one that is shown; after the last one the first. */
function showNextFailed(model: PanelModel, ui: PanelUi): void {
  const failed = model.connections.value.filter(endedBadly);
  const at = failed.findIndex(({ key }) => key === model.selectedConnection.value);
  const next = failed[(at + 1) % failed.length];
  if (!next) return;
  showConnection(model, next.key);
  ui.tab.value = 'connection';
}
