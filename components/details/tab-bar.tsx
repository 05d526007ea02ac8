import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import type { DetailsTab, PanelUi } from '../panel/panel-ui.ts';

const TABS: readonly { tab: DetailsTab; label: PlainKey }[] = [
  { tab: 'message', label: 'details.message' },
  { tab: 'text', label: 'details.text' },
  { tab: 'hex', label: 'details.hex' },
  { tab: 'compare', label: 'details.compare' },
  { tab: 'connection', label: 'details.connection' },
  { tab: 'handshake', label: 'details.handshake' },
];

/** Pixels, as in the style sheet. */
const MORE_WIDTH = 22;

/** The views of what is selected in one line; those for which it has no room are in a menu at its end. */
export function TabBar({ ui, tab }: { ui: PanelUi; tab: DetailsTab }) {
  const bar = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<readonly DetailsTab[]>([]);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return;
    const measure = () => {
      // What a click by a script or a reading aid scrolled to.
      element.scrollTop = 0;
      const found = tabsWithoutRoom(element, tab);
      setHidden((before) => (before.join() === found.join() ? before : found));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [tab]);

  const select = (next: DetailsTab) => {
    ui.tab.value = next;
    bar.current?.querySelector<HTMLElement>(`[data-tab=${next}]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const index = TABS.findIndex((each) => each.tab === tab);
    const at = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: -1 }[event.key];
    const next = at === undefined ? undefined : TABS.at(at % TABS.length);
    if (!next) return;
    event.preventDefault();
    select(next.tab);
  };
  const openMenu = ({ currentTarget }: { currentTarget: HTMLElement }) => {
    const { left, bottom } = currentTarget.getBoundingClientRect();
    ui.menu.value = {
      label: t('details.moreViews'),
      x: left,
      y: bottom,
      items: () =>
        TABS.filter((each) => hidden.includes(each.tab)).map((each) => ({
          label: t(each.label),
          run: () => select(each.tab),
        })),
    };
  };

  return (
    <div class="tab-bar">
      <div
        ref={bar}
        class="tabs"
        role="tablist"
        aria-label={t('details.title')}
        onKeyDown={onKeyDown}
      >
        {TABS.map((each) => (
          <button
            key={each.tab}
            type="button"
            role="tab"
            id={`tab-${each.tab}`}
            data-tab={each.tab}
            aria-selected={tab === each.tab}
            aria-controls="details-view"
            tabIndex={tab === each.tab ? 0 : -1}
            class={hidden.includes(each.tab) ? 'tab-hidden' : ''}
            onClick={() => {
              ui.tab.value = each.tab;
            }}
          >
            {t(each.label)}
          </button>
        ))}
      </div>
      {hidden.length > 0 && (
        <button
          type="button"
          class="icon-button tab-more"
          aria-haspopup="menu"
          aria-label={t('details.moreViews')}
          title={t('details.moreViews')}
          onClick={openMenu}
        >
          <span aria-hidden="true">»</span>
        </button>
      )}
    </div>
  );
}

/** The tabs for which there is no room beside those before them and the one that is chosen. */
function tabsWithoutRoom(bar: HTMLElement, chosen: DetailsTab): DetailsTab[] {
  const widths = TABS.map(({ tab }) => {
    const element = bar.querySelector<HTMLElement>(`[data-tab=${tab}]`);
    return { tab, width: element?.offsetWidth ?? 0 };
  });
  const sum = (tabs: typeof widths): number => tabs.reduce((total, { width }) => total + width, 0);
  const room = bar.offsetWidth + (bar.nextElementSibling ? MORE_WIDTH : 0);
  if (sum(widths) <= room) return [];
  const others = widths.filter(({ tab }) => tab !== chosen);
  let left = room - MORE_WIDTH - (sum(widths) - sum(others));
  const at = others.findIndex(({ width }) => (left -= width) < 0);
  return at < 0 ? [] : others.slice(at).map(({ tab }) => tab);
}
