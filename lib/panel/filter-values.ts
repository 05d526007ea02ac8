import type { FilterKey } from '../query/filter-syntax.ts';
import type { PanelModel } from './panel-model.ts';

/** The values that the log has for a key of the filter, the likely ones first. */
export function valuesInLog(model: PanelModel, key: FilterKey): readonly string[] {
  const connections = model.connections.peek();
  switch (key) {
    case 'event':
      return model.recentLabels();
    case 'code':
      return unique(connections.map(({ close }) => close && String(close.code)));
    case 'url':
      return unique(connections.map(({ url }) => pathOf(url)));
    case 'conn':
      return [
        ...unique(connections.map(({ url }) => pathOf(url))),
        ...unique(connections.map((each) => String(each.key))),
      ];
    case 'frame':
      return unique(
        connections.map(({ frameId, frameUrl }) => (frameId === 0 ? 'top' : hostOf(frameUrl))),
      );
    default:
      return [];
  }
}

function unique(values: readonly (string | null)[]): string[] {
  return [...new Set(values)].filter((value): value is string => !!value).toReversed();
}

function pathOf(url: string): string | null {
  const parsed = URL.parse(url.slice(0, 2000));
  return parsed && (parsed.pathname === '/' ? parsed.host : parsed.pathname);
}

function hostOf(url: string): string | null {
  return URL.parse(url.slice(0, 2000))?.host ?? null;
}
