import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { t } from '../../lib/i18n/translate.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { mediaOf } from '../../lib/reading/media-type.ts';
import { looksLikeJson } from '../../lib/reading/read-json.ts';
import { type Unfolded, type Unfolding, unfoldingsOf } from '../../lib/reading/unfold/unfold.ts';
import type { Payload } from '../../lib/session/types.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { HexView } from '../hex/hex-view.tsx';
import type { PanelUi } from '../panel/panel-ui.ts';
import { JsonOrText } from './json-or-text.tsx';
import { JwtFacts } from './jwt-facts.tsx';
import { MediaPreview } from './media-preview.tsx';
import { type Unfold, UNFOLDING_LABELS, UnfoldButtons } from './unfold-buttons.tsx';

const PATH_LIMIT = 60;

/** Something that was in what is above it. */
interface Layer {
  /** How deep it is, from 1. */
  depth: number;
  title: string;
  unfolded: Unfolded;
}

/** A payload in the form that tells most, and what was unfolded of it, one inside the other. */
export function PayloadView(props: { model: PanelModel; ui: PanelUi; data: Payload }) {
  const { model, ui, data } = props;
  const [layers, setLayers] = useState<readonly Layer[]>([]);
  const root = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(false);
  const top = layers.at(-1);
  const shown = top?.unfolded.data ?? data;

  const show = (next: readonly Layer[]) => {
    setLayers(next);
    setMoved(true);
  };
  // What had the focus is gone with the layer that it was in.
  useLayoutEffect(() => {
    if (!moved) return;
    const widget = root.current?.querySelector<HTMLElement>('[role=tree], [role=grid], .text-view');
    (widget ?? root.current)?.focus();
  }, [moved, layers]);

  const unfold: Unfold = async (unfolding: Unfolding, path) => {
    const unfolded = await unfolding.open();
    if (!unfolded) {
      ui.notice.value = { tone: 'error', text: t('details.nothingUnfolded') };
      return;
    }
    const how = t(UNFOLDING_LABELS[unfolding.name]);
    const title = path ? `${visibleLine(path, PATH_LIMIT)} · ${how}` : how;
    show([...layers, { depth: layers.length + 1, title, unfolded }]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || layers.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    show(layers.slice(0, -1));
  };
  return (
    <div class="payload" ref={root} tabIndex={-1} onKeyDown={onKeyDown}>
      {top && (
        <nav class="view-bar layers" aria-label={t('details.unfolded')}>
          <button type="button" class="button button-quiet" onClick={() => show([])}>
            <span aria-hidden="true">‹</span> {t('details.message')}
          </button>
          {layers.map(({ title, depth }) => (
            <button
              key={depth}
              type="button"
              class="button button-quiet"
              aria-current={depth === layers.length ? 'true' : undefined}
              onClick={() => show(layers.slice(0, depth))}
            >
              <span aria-hidden="true">›</span> {title}
            </button>
          ))}
        </nav>
      )}
      {top?.unfolded.jwt && <JwtFacts jwt={top.unfolded.jwt} />}
      {top?.unfolded.cut && (
        <div class="view-bar">
          <span>{t('details.unfoldedInPart')}</span>
        </div>
      )}
      <Content
        key={layers.length}
        model={model}
        ui={ui}
        data={shown}
        unfold={unfold}
        nested={top !== undefined}
      />
    </div>
  );
}

function Content(props: {
  model: PanelModel;
  ui: PanelUi;
  data: Payload;
  unfold: Unfold;
  nested: boolean;
}) {
  const { model, ui, data, unfold, nested } = props;
  const unfoldings = useMemo(
    () => (typeof data === 'string' && looksLikeJson(data) ? [] : unfoldingsOf(data)),
    [data],
  );
  if (data.length === 0)
    return (
      <div class="empty">
        <p>{t('details.empty')}</p>
      </div>
    );
  if (typeof data === 'string')
    return (
      <>
        <UnfoldButtons unfoldings={unfoldings} unfold={unfold} bar />
        <JsonOrText text={data} model={model} ui={ui} unfold={unfold} nested={nested} />
      </>
    );
  const media = mediaOf(data);
  if (media) return <MediaPreview bytes={data} media={media} />;
  return (
    <>
      <UnfoldButtons unfoldings={unfoldings} unfold={unfold} bar />
      <HexView bytes={data} model={model} ui={ui} />
    </>
  );
}
