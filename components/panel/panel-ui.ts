import { type Signal, signal } from '@preact/signals';
import type { OpenMenu } from '../menu/menu-state.ts';
import { createFind, type Find } from '../find/find-state.ts';
import type { InputFormat } from '../composer/codecs.ts';
import { type ComposerState, createComposerState } from '../composer/composer-state.ts';
import { createRulesUi, type RulesUi } from '../rules/rules-ui.ts';
import type { EditorHandle } from '../editor/editor.tsx';

/** The views of the details pane. */
export type DetailsTab = 'message' | 'text' | 'hex' | 'compare' | 'connection' | 'handshake';

/** Something to tell the user; errors stay until the next one. */
interface Notice {
  text: string;
  tone: 'info' | 'error';
}

/** State of the interface itself: nothing here is about the page that is looked at. */
export interface PanelUi {
  readonly tab: Signal<DetailsTab>;
  readonly notice: Signal<Notice | null>;
  /** Rows that are selected together with the one that has the keys, and where that began. */
  readonly marked: Signal<ReadonlySet<number>>;
  readonly anchor: Signal<number | null>;
  /** A row that is to come into view as soon as the list has it. */
  readonly wanted: Signal<number | null>;
  /** The search for a row that is under way; a new one ends it. */
  readonly search: { current: AbortController };
  /** How often the log was cleared. */
  readonly clearings: Signal<number>;
  readonly menu: Signal<OpenMenu | null>;
  /** The dialog that is open. */
  readonly dialog: Signal<'settings' | 'keys' | null>;
  readonly composerOpen: Signal<boolean>;
  readonly composer: ComposerState;
  readonly rules: RulesUi;
  readonly draft: Signal<string>;
  readonly draftFormat: Signal<InputFormat>;
  /** JSON in the text view: indented, or as it came. */
  readonly textForm: Signal<'pretty' | 'raw'>;
  /** The row that others are compared with, and whether they are. */
  readonly reference: Signal<number | null>;
  readonly compareWith: Signal<'previous' | 'marked'>;
  /** The search inside the selected message. */
  readonly find: Find;
  /** Elements that shortcuts move the focus to. */
  readonly targets: {
    filter: HTMLInputElement | null;
    details: HTMLElement | null;
    draft: EditorHandle | null;
  };
}

/** A fresh interface. */
export function createPanelUi(): PanelUi {
  return {
    tab: signal('message'),
    notice: signal(null),
    marked: signal<ReadonlySet<number>>(new Set()),
    anchor: signal(null),
    wanted: signal(null),
    search: { current: new AbortController() },
    clearings: signal(0),
    menu: signal(null),
    dialog: signal(null),
    composerOpen: signal(true),
    composer: createComposerState(),
    rules: createRulesUi(),
    draft: signal(''),
    draftFormat: signal('text'),
    textForm: signal('pretty'),
    reference: signal(null),
    compareWith: signal('previous'),
    find: createFind(),
    targets: { filter: null, details: null, draft: null },
  };
}
