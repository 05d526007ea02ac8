import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { Composer } from '../composer/composer.tsx';
import { ConnectionList } from '../connections/connection-list.tsx';
import { Details } from '../details/details.tsx';
import { MenuHost } from '../menu/menu.tsx';
import { MessageGrid } from '../messages/message-grid.tsx';
import { LazyRules, LazyRulesNotice } from '../rules/lazy-rules.ts';
import { LazyKeys, LazySettings } from '../settings/lazy-dialogs.ts';
import { StatusLine } from '../status/status-line.tsx';
import { goToAttemptOnKey } from '../overview/go-to-attempt.ts';
import { TimelinePane } from '../timeline/timeline-pane.tsx';
import { clearOnShortcut } from '../toolbar/clear-log.ts';
import { Toolbar } from '../toolbar/toolbar.tsx';
import { isTyping } from './is-typing.ts';
import { createPanelUi, type PanelUi } from './panel-ui.ts';
import { Splitter } from './splitter.tsx';
import { ViewBoundary } from './view-boundary.tsx';
import { useWidth } from './use-width.ts';
import './tokens.css';
import './controls.css';
import './panel.css';
import './forced-colors.css';

/** Below this many pixels three panes side by side leave too little for the messages. */
const COMPACT = 760;
/** Below this many pixels nothing stands beside the messages, whatever was chosen. */
const LEAST_BESIDE = 480;
const DETAILS_HEIGHT = 200;

/** Milliseconds without the background before the user is told. */
const LOST_AFTER = 1500;

/** The whole panel over a model. */
export function Panel({ model }: { model: PanelModel }) {
  const ui = useMemo(createPanelUi, []);
  const panes = useRef<HTMLDivElement>(null);
  const [root, width] = useWidth<HTMLDivElement>();
  const { layout, connectionsWidth, detailsWidth, detailsHeight } = model.preferences;
  const compact = width < COMPACT;
  const below =
    width < LEAST_BESIDE || (layout.value === 'auto' ? compact : layout.value === 'below');
  const height = () => panes.current?.clientHeight ?? 0;
  const fitting = {
    connections: share(width, 0.21, 180, 256),
    details: share(width, 0.29, 220, 440),
  };
  return (
    <div
      class="panel"
      ref={root}
      onKeyDown={(event) => {
        focusFilterOnShortcut(event, ui);
        openKeysOnShortcut(event, ui);
        goToAttemptOnKey(event, model);
        clearOnShortcut(event, model, ui);
      }}
    >
      <ViewBoundary model={model} ui={ui}>
        <Toolbar model={model} ui={ui} />
      </ViewBoundary>
      <ConnectionLost model={model} />
      {hasRules(model) && <LazyRulesNotice model={model} ui={ui} />}
      <ViewBoundary model={model} ui={ui}>
        <TimelinePane model={model} ui={ui} />
      </ViewBoundary>
      <div
        ref={panes}
        class={`panes ${compact ? 'panes-compact' : 'panes-wide'} panes-${below ? 'below' : 'beside'}`}
        style={{
          '--connections-width': `${connectionsWidth.value ?? fitting.connections}px`,
          '--details-width': `${detailsWidth.value ?? fitting.details}px`,
          '--details-height': `${detailsHeight.value ?? DETAILS_HEIGHT}px`,
        }}
      >
        <ViewBoundary model={model} ui={ui}>
          <ConnectionList model={model} ui={ui} compact={compact} />
        </ViewBoundary>
        {compact ? (
          <div class="splitter-static" />
        ) : (
          <Splitter
            label={t('panel.connectionsWidth')}
            orientation="vertical"
            size={connectionsWidth}
            fitting={fitting.connections}
            min={140}
            max={() => width * 0.3}
          />
        )}
        <ViewBoundary model={model} ui={ui}>
          <MessageGrid model={model} ui={ui} />
        </ViewBoundary>
        {below ? (
          <Splitter
            key="height"
            label={t('panel.detailsHeight')}
            orientation="horizontal"
            size={detailsHeight}
            fitting={DETAILS_HEIGHT}
            min={60}
            max={() => height() * 0.6}
            after
          />
        ) : (
          <Splitter
            key="width"
            label={t('panel.detailsWidth')}
            orientation="vertical"
            size={detailsWidth}
            fitting={fitting.details}
            min={200}
            max={() => width * 0.7 - 200}
            after
          />
        )}
        <ViewBoundary model={model} ui={ui} of={`${model.selectedRow.value} ${ui.tab.value}`}>
          <Details model={model} ui={ui} />
        </ViewBoundary>
      </div>
      {ui.rules.open.value && (
        <ViewBoundary model={model} ui={ui}>
          <LazyRules model={model} ui={ui} />
        </ViewBoundary>
      )}
      <ViewBoundary model={model} ui={ui}>
        <Composer model={model} ui={ui} />
      </ViewBoundary>
      <ViewBoundary model={model} ui={ui}>
        <StatusLine model={model} ui={ui} />
      </ViewBoundary>
      <MenuHost menu={ui.menu} />
      {ui.dialog.value === 'settings' && <LazySettings model={model} ui={ui} />}
      {ui.dialog.value === 'keys' && <LazyKeys ui={ui} />}
    </div>
  );
}

/** A part of the panel's width, within bounds; 0 is the width of a panel that is not shown yet. */
function share(width: number, part: number, min: number, max: number): number {
  return width ? Math.round(Math.min(max, Math.max(min, width * part))) : max;
}

/** Whether there is something to say of rules in this page. */
function hasRules({ rules }: PanelModel): boolean {
  return rules.active.value.length > 0 || rules.held.value.length > 0;
}

function ConnectionLost({ model }: { model: PanelModel }) {
  const connected = model.connected.value;
  const [waited, setWaited] = useState(false);
  // The background is away for a moment whenever the browser restarts it: nothing to tell.
  useEffect(() => {
    setWaited(false);
    if (connected) return;
    const timer = setTimeout(() => setWaited(true), LOST_AFTER);
    return () => clearTimeout(timer);
  }, [connected]);
  if (connected || !waited) return null;
  return (
    <div class="lost" role="alert">
      ⚠ {t('panel.lost')}
    </div>
  );
}

function openKeysOnShortcut(event: KeyboardEvent, ui: PanelUi): void {
  const typing = (event.target as Element).matches('input, textarea');
  if (event.key !== '?' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  ui.dialog.value = 'keys';
}

function focusFilterOnShortcut(event: KeyboardEvent, ui: PanelUi): void {
  const typing = isTyping(event);
  const find = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'f';
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!find && !slash) return;
  event.preventDefault();
  ui.targets.filter?.focus();
  ui.targets.filter?.select();
}
