import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { Composer } from '../composer/composer.tsx';
import { ConnectionList } from '../connections/connection-list.tsx';
import { Details } from '../details/details.tsx';
import { MessageGrid } from '../messages/message-grid.tsx';
import { StatusLine } from '../status/status-line.tsx';
import { goToAttemptOnKey } from '../overview/go-to-attempt.ts';
import { Toolbar } from '../toolbar/toolbar.tsx';
import { createPanelUi, type PanelUi } from './panel-ui.ts';
import { Splitter } from './splitter.tsx';
import './tokens.css';
import './controls.css';
import './panel.css';

/** Below this many pixels three panes side by side leave too little for the messages. */
const NARROW = 760;

/** Milliseconds without the background before the user is told. */
const LOST_AFTER = 1500;

/** The whole panel over a model. */
export function Panel({ model }: { model: PanelModel }) {
  const ui = useMemo(createPanelUi, []);
  const root = useRef<HTMLDivElement>(null);
  const panes = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = root.current;
    if (!element) return;
    const measure = () => {
      ui.narrow.value = element.clientWidth < NARROW;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [ui]);

  const { sizes } = ui;
  const narrow = ui.narrow.value;
  const width = () => panes.current?.clientWidth ?? 0;
  const height = () => panes.current?.clientHeight ?? 0;
  return (
    <div
      class="panel"
      ref={root}
      onKeyDown={(event) => {
        focusFilterOnShortcut(event, ui);
        goToAttemptOnKey(event, model);
      }}
    >
      <Toolbar model={model} ui={ui} />
      <ConnectionLost model={model} />
      <div
        ref={panes}
        class={`panes ${narrow ? 'panes-narrow' : ''}`}
        style={{
          '--connections-width': `${sizes.connections.value}px`,
          '--details-width': `${sizes.detailsWidth.value}px`,
          '--details-height': `${sizes.detailsHeight.value}px`,
        }}
      >
        <ConnectionList model={model} compact={narrow} />
        {narrow ? (
          <div class="splitter-static" />
        ) : (
          <Splitter
            label={t('panel.connectionsWidth')}
            orientation="vertical"
            size={sizes.connections}
            min={140}
            max={() => width() * 0.3}
          />
        )}
        <MessageGrid model={model} ui={ui} />
        {narrow ? (
          <Splitter
            key="height"
            label={t('panel.detailsHeight')}
            orientation="horizontal"
            size={sizes.detailsHeight}
            min={60}
            max={() => height() * 0.6}
            after
          />
        ) : (
          <Splitter
            key="width"
            label={t('panel.detailsWidth')}
            orientation="vertical"
            size={sizes.detailsWidth}
            min={200}
            max={() => width() * 0.7 - 200}
            after
          />
        )}
        <Details model={model} ui={ui} />
      </div>
      <Composer model={model} ui={ui} />
      <StatusLine model={model} ui={ui} />
    </div>
  );
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

function focusFilterOnShortcut(event: KeyboardEvent, ui: PanelUi): void {
  const typing = (event.target as Element).matches('input, textarea');
  const find = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key === 'f';
  const slash = event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  if (!find && !slash) return;
  event.preventDefault();
  ui.targets.filter?.focus();
  ui.targets.filter?.select();
}
