import { batch, computed, signal } from '@preact/signals-core';
import { changeRules } from '../protocol/change-rules.ts';
import type { RuleRefusal } from '../protocol/read-rules.ts';
import type { Rule } from '../protocol/rule.ts';
import type {
  PausedMessage,
  RuleChange,
  RuleCount,
  RuleData,
  RuleFailure,
  RuleHit,
  RulePage,
  RulePanelMessage,
  ToRulePanel,
} from '../protocol/rules.ts';

/** Messages of which is remembered which rules did something to them: as many as one looks through. */
const MAX_HIT_MESSAGES = 20_000;

/** Documents whose counts are remembered: more than a tab shows while its panel is open. */
const MAX_COUNTED = 1000;

/** A message that waits for the user, and where. */
export interface Held extends PausedMessage {
  readonly documentId: string;
}

/** How often a rule did something in the tab, and when last, milliseconds since the epoch. */
interface Count {
  hits: number;
  last: number;
}

/** The rules of all sites as the background keeps them, and what they do in this tab. */
export class RulesModel {
  /** All that are stored, in the order in which they are asked. */
  readonly rules = signal<readonly Rule[]>([]);
  /** What of the stored ones could not be read. */
  readonly refused = signal<readonly RuleRefusal[]>([]);
  /** The documents of the tab in which rules hold now. */
  readonly pages = signal<readonly RulePage[]>([]);
  /** What waits for the user: document after document, each in the order in which it came. */
  readonly held = computed(() => [...this.#queues.value.values()].flat());
  /** Those that hold in a document of the tab now, in their order. */
  readonly active = computed<readonly Rule[]>(() => {
    const ids = new Set(this.pages.value.flatMap(({ rules }) => rules));
    return this.rules.value.filter(({ id, on }) => on && ids.has(id));
  });
  /** By the id of the rule, over all documents that this panel has heard of. */
  readonly counts = computed(() => sum(this.#counts.value));
  /** By the id of the rule, the first thing that stops it. */
  readonly failures = computed(() => {
    const failures = new Map<string, RuleFailure>();
    for (const page of this.pages.value)
      for (const each of page.failures) if (!failures.has(each.rule)) failures.set(each.rule, each);
    return failures;
  });
  readonly #send: (message: RulePanelMessage) => void;
  readonly #queues = signal<ReadonlyMap<string, readonly Held[]>>(new Map());
  readonly #counts = signal<ReadonlyMap<string, readonly RuleCount[]>>(new Map());
  readonly #hits = new Map<string, RuleHit[]>();
  readonly #hitsVersion = signal(0);

  /** @param send takes a message to the background */
  constructor(send: (message: RulePanelMessage) => void) {
    this.#send = send;
  }

  /** Takes in what the background says. */
  take(message: ToRulePanel): void {
    batch(() => {
      switch (message.type) {
        case 'rules':
          this.rules.value = message.rules;
          this.refused.value = message.refused;
          break;
        case 'pages':
          this.#takePages(message.pages);
          break;
        case 'hits':
          this.#count(message.documentId, message.counts);
          for (const hit of message.hits) this.#noteHit(message.documentId, hit);
          this.#hitsVersion.value += 1;
          break;
        case 'queue':
          this.#takeQueue(message.documentId, message.paused);
      }
    });
  }

  /** Changes what is stored; shown at once, and put right by what the background then says. */
  change(...changes: RuleChange[]): void {
    this.rules.value = changes.reduce(changeRules, this.rules.value);
    this.#send({ type: 'change', changes });
  }

  /** Turns all rules off that hold in this tab. */
  turnOff(): void {
    this.change(...this.active.value.map(({ id }) => ({ type: 'switch' as const, id, on: false })));
  }

  /** Lets a held message go on; with `data`, that in its place. */
  forward({ documentId, paused }: Held, data?: RuleData): void {
    const edited = data === undefined ? {} : { data };
    this.#send({ type: 'decide', documentId, decision: { do: 'forward', paused, ...edited } });
    this.#takeOut(documentId, paused);
  }

  /** Keeps a held message from its destination. */
  drop({ documentId, paused }: Held): void {
    this.#send({ type: 'decide', documentId, decision: { do: 'drop', paused } });
    this.#takeOut(documentId, paused);
  }

  forwardAll(): void {
    this.#send({ type: 'forward-all' });
    this.#queues.value = new Map();
  }

  /** What rules did to a message, named by its document, its connection there and its index. */
  hitsOf(documentId: string, connection: number, index: number): readonly RuleHit[] {
    void this.#hitsVersion.value;
    return this.#hits.get(`${documentId} ${connection} ${index}`) ?? [];
  }

  #takePages(pages: readonly RulePage[]): void {
    this.pages.value = pages;
    for (const { documentId, counts } of pages) this.#count(documentId, counts);
    // With its document goes what waited in it.
    const alive = new Set(pages.map(({ documentId }) => documentId));
    const queues = [...this.#queues.value].filter(([documentId]) => alive.has(documentId));
    if (queues.length < this.#queues.value.size) this.#queues.value = new Map(queues);
  }

  #takeQueue(documentId: string, paused: readonly PausedMessage[]): void {
    const queues = new Map(this.#queues.value);
    if (paused.length === 0) queues.delete(documentId);
    else
      queues.set(
        documentId,
        paused.map((each) => ({ ...each, documentId })),
      );
    this.#queues.value = queues;
  }

  #takeOut(documentId: string, paused: number): void {
    const queue = this.#queues.value.get(documentId) ?? [];
    this.#takeQueue(
      documentId,
      queue.filter((each) => each.paused !== paused),
    );
  }

  #count(documentId: string, counts: readonly RuleCount[]): void {
    if (counts.length === 0) return;
    const all = new Map(this.#counts.value).set(documentId, counts);
    const [oldest] = all.keys();
    if (all.size > MAX_COUNTED && oldest !== undefined) all.delete(oldest);
    this.#counts.value = all;
  }

  #noteHit(documentId: string, hit: RuleHit): void {
    if (hit.index === 0) return;
    const key = `${documentId} ${hit.connection} ${hit.index}`;
    const hits = this.#hits.get(key);
    if (hits) {
      hits.push(hit);
      return;
    }
    this.#hits.set(key, [hit]);
    const [oldest] = this.#hits.keys();
    if (this.#hits.size > MAX_HIT_MESSAGES && oldest !== undefined) this.#hits.delete(oldest);
  }
}

function sum(counts: ReadonlyMap<string, readonly RuleCount[]>): ReadonlyMap<string, Count> {
  const sums = new Map<string, Count>();
  for (const each of counts.values())
    for (const { rule, hits, last } of each) {
      const known = sums.get(rule) ?? { hits: 0, last: 0 };
      sums.set(rule, { hits: known.hits + hits, last: Math.max(known.last, last) });
    }
  return sums;
}
