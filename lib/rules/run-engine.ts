import type { GateAnswer, GateQuestion } from '../protocol/gate.ts';
import type { RuleEngineMessage, ToRuleEngine } from '../protocol/rules.ts';
import { RuleEngine } from './engine.ts';
import type { EnginePlace } from './connections.ts';
import { HitLog } from './hit-log.ts';
import type { Outside } from './outside.ts';

/** How long all is held while no rules come, milliseconds; a background takes some tens to start. */
const RULES_WAIT = 3000;
/** What rules did is told together after this, milliseconds. */
const REPORT_DELAY = 100;
/** How long what is paused waits for a way to the user that broke, milliseconds. */
const WAY_WAIT = 5000;
/** Where a way breaks on which no word came, this long until the next try, twice as long each time up to the last. */
const FIRST_RETRY = 100;
const LAST_RETRY = 30_000;

/** What an engine needs of its document. */
export interface EngineDocument {
  readonly place: EnginePlace;
  readonly outside: Outside;
  /** Tells the background. */
  post(message: RuleEngineMessage): void;
  /** Connects to the background anew. */
  connect(): void;
  /** Called before rules are read: what runs expressions may have come. */
  prepare(): void;
}

/** The engine of a document, between its gate and the background. */
export class RunningEngine {
  readonly #document: EngineDocument;
  readonly #engine: RuleEngine;
  readonly #log: HitLog;
  #isReporting = false;
  #isConnected = false;
  /** How long until the next try, milliseconds: a word that came makes it none. */
  #retryDelay = 0;
  #stopRetry: (() => void) | null = null;
  /** What it was told last; null while rules are on their way. */
  #hasRules: boolean | null = null;
  #hasQueueChanged = false;
  #stopWaiting: (() => void) | null = null;

  constructor(document: EngineDocument) {
    this.#document = document;
    this.#log = new HitLog(() => this.#report());
    this.#engine = new RuleEngine(document.outside, document.place, this.#log, () => {
      this.#hasQueueChanged = true;
      this.#report();
    });
  }

  /** The gate is there: it holds all until there are rules. */
  start(): void {
    this.#document.outside.tell({ type: 'gate', on: true });
    this.#wait(RULES_WAIT, () => this.#engine.setRules([], false));
    this.#connect();
  }

  /** Answers the gate. An error of ours must not be the page's: it goes on as though there were no rule. */
  answer(question: GateQuestion): GateAnswer {
    try {
      return this.#engine.ask(question);
    } catch {
      return { do: 'pass' };
    }
  }

  /** Takes in what the background says. */
  take(message: ToRuleEngine): void {
    this.#retryDelay = 0;
    switch (message.type) {
      case 'rules':
        this.#stopWaiting?.();
        this.#hasRules = message.rules.length > 0;
        this.#setRules(message);
        this.#tellState();
        break;
      case 'unwatched':
        this.#engine.unwatch(message.paused);
        break;
      case 'report':
        this.#tellState();
        this.#document.post({ type: 'queue', paused: this.#engine.paused() });
        break;
      case 'decide':
        this.#engine.decide(message.decision);
        break;
      case 'forward-all':
        this.#engine.forwardAll();
    }
  }

  /** The way to the background broke; where it does not come back, nobody can let go what is paused. */
  lost(): void {
    this.#isConnected = false;
    // Without rules it is let sleep; who wants it again says so.
    if (this.#hasRules === false) return;
    if (this.#hasRules) this.#wait(WAY_WAIT, () => this.#engine.unwatch('forward'));
    const delay = this.#retryDelay;
    this.#retryDelay = Math.min(Math.max(FIRST_RETRY, 2 * delay), LAST_RETRY);
    if (delay === 0) this.#connect();
    else this.#stopRetry = this.#document.outside.after(delay, () => this.#connect());
  }

  /** It is wanted, and may have no way to the background. */
  wake(): void {
    if (!this.#isConnected) this.#connect();
  }

  /** The extension is gone: so are the rules. */
  retire(): void {
    this.#stopWaiting?.();
    this.#stopRetry?.();
    this.#engine.setRules([], false);
  }

  /** An error of ours must not hold the page: then all goes on, without rules, and they say so. */
  #setRules({ rules, watched }: Extract<ToRuleEngine, { type: 'rules' }>): void {
    try {
      this.#document.prepare();
      this.#engine.setRules(rules, watched);
    } catch {
      this.#engine.setRules([], false);
      for (const { id } of rules) this.#log.fail({ rule: id, problem: 'value', said: '' });
    }
  }

  #connect(): void {
    this.#stopRetry?.();
    this.#isConnected = true;
    this.#document.connect();
  }

  #wait(ms: number, callback: () => void): void {
    this.#stopWaiting?.();
    this.#stopWaiting = this.#document.outside.after(ms, callback);
  }

  #tellState(): void {
    const { failures, counts } = this.#log;
    this.#document.post({ type: 'state', failures, counts });
  }

  #report(): void {
    if (this.#isReporting) return;
    this.#isReporting = true;
    this.#document.outside.after(REPORT_DELAY, () => {
      this.#isReporting = false;
      const hits = this.#log.take();
      if (hits.length > 0) this.#document.post({ type: 'hits', hits, counts: this.#log.counts });
      if (this.#log.haveFailuresChanged()) this.#tellState();
      if (!this.#hasQueueChanged) return;
      this.#hasQueueChanged = false;
      this.#document.post({ type: 'queue', paused: this.#engine.paused() });
    });
  }
}
