import { vi } from 'vitest';
import { createPreferences } from '../../../lib/panel/preferences.ts';
import { LivePanelModel } from '../../../lib/panel/live-panel-model.ts';
import { RulesModel } from '../../../lib/panel/rules-model.ts';
import type { PageControl } from '../../../lib/panel/live-panel-model.ts';
import { batchOf } from './batch-of.ts';
import type { EventSpec } from './batch-of.ts';
import { DOCUMENT } from './session-rows.ts';

/** A model in surroundings that the test moves on frame by frame. */
export class LiveModel {
  readonly control = {
    send: vi.fn<PageControl['send']>(),
    deliver: vi.fn<PageControl['deliver']>(),
    close: vi.fn<PageControl['close']>(),
    end: vi.fn<PageControl['end']>(),
    open: vi.fn<PageControl['open']>(),
    wake: vi.fn<PageControl['wake']>(),
    reload: vi.fn<PageControl['reload']>(),
  };
  readonly creator = { name: 'Sockscope', version: '1' };
  #frames: (() => void)[] = [];
  #taken = new Map<string, number>();
  readonly model = new LivePanelModel({
    preferences: createPreferences(),
    rules: new RulesModel(() => {}),
    control: this.control,
    creator: this.creator,
    clock: { now: () => 0, wait: () => Promise.resolve() },
    nextFrame: (callback) => this.#frames.push(callback),
  });

  /** Frames that were asked for and not drawn yet. */
  get pendingFrames(): number {
    return this.#frames.length;
  }

  frame(): void {
    for (const callback of this.#frames.splice(0)) callback();
  }

  /** Draws frames until none is asked for. */
  settle(): void {
    while (this.#frames.length > 0) this.frame();
  }

  /** The next events of a document. */
  take(events: EventSpec[], documentId = DOCUMENT.documentId): void {
    const after = this.#taken.get(documentId) ?? 0;
    if (after === 0) this.model.documentStarted({ ...DOCUMENT, documentId });
    this.model.take(documentId, batchOf(events, { after }));
    this.#taken.set(documentId, after + events.length);
  }

  /** What the list shows, as text. */
  shown(): string[] {
    const { rows, log } = this.model;
    return Array.from({ length: rows.value.length }, (_, i) => log.preview(rows.value.at(i), 100));
  }
}
