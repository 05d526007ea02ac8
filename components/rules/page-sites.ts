import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { readSite } from '../../lib/protocol/rule.ts';

/** Frames of other origins that are offered at most. */
const MOST = 8;

/** The sites of the documents in the tab, the page's own first. */
export function pageSites(model: PanelModel): readonly string[] {
  const top: string[] = [];
  const frames: string[] = [];
  for (const { frameId, frameUrl } of model.connections.value)
    (frameId === 0 ? top : frames).push(frameUrl);
  for (const { frameId, url } of model.documents.value) (frameId === 0 ? top : frames).push(url);
  const origins = [
    ...top.toReversed(),
    ...frames.toReversed(),
    ...model.rules.pages.value.map(({ origin }) => origin),
  ];
  return [...new Set(origins.map(siteOf))].filter((site) => site !== null).slice(0, MOST);
}

/** The site that is of this origin alone; null where rules cannot name it. */
function siteOf(url: string): string | null {
  const origin = URL.parse(url.slice(0, 2000))?.origin ?? 'null';
  return origin !== 'null' && readSite(origin) ? origin : null;
}
