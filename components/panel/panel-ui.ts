import { type Signal, signal } from '@preact/signals';
import type { InputFormat } from '../composer/decode-input.ts';
import { storedNumber } from './stored-number.ts';

/** The views of the details pane. */
export type DetailsTab = 'message' | 'text' | 'hex' | 'connection';

/** Something to tell the user; errors stay until the next one. */
interface Notice {
  text: string;
  tone: 'info' | 'error';
}

/** State of the interface itself: nothing here is about the page that is looked at. */
export interface PanelUi {
  readonly tab: Signal<DetailsTab>;
  readonly notice: Signal<Notice | null>;
  /** Panes side by side, or one above the other where the panel is narrow. */
  readonly narrow: Signal<boolean>;
  /** Pixels, remembered. */
  readonly sizes: {
    connections: Signal<number>;
    detailsWidth: Signal<number>;
    detailsHeight: Signal<number>;
    composer: Signal<number>;
  };
  readonly composerOpen: Signal<boolean>;
  readonly closeFormOpen: Signal<boolean>;
  readonly draft: Signal<string>;
  readonly draftFormat: Signal<InputFormat>;
  /** Elements that shortcuts move the focus to. */
  readonly targets: {
    filter: HTMLInputElement | null;
    details: HTMLElement | null;
    draft: HTMLTextAreaElement | null;
  };
}

/** A part of the panel's width, within bounds; 0 is the width of a panel that is not shown yet. */
function share(part: number, min: number, max: number): number {
  return window.innerWidth
    ? Math.round(Math.min(max, Math.max(min, window.innerWidth * part)))
    : max;
}

/** A fresh interface with the remembered sizes. */
export function createPanelUi(): PanelUi {
  return {
    tab: signal('message'),
    notice: signal(null),
    narrow: signal(false),
    sizes: {
      connections: storedNumber('size.connections', share(0.22, 196, 268)),
      detailsWidth: storedNumber('size.detailsWidth', share(0.33, 240, 396)),
      detailsHeight: storedNumber('size.detailsHeight', 200),
      composer: storedNumber('size.composer', 56),
    },
    composerOpen: signal(true),
    closeFormOpen: signal(false),
    draft: signal(''),
    draftFormat: signal('text'),
    targets: { filter: null, details: null, draft: null },
  };
}
