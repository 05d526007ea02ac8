import type { TemplateSources } from '../control/expand-template.ts';
import type { Destination } from '../protocol/rule.ts';
import type { RuleFailure, RuleHit } from '../protocol/rules.ts';
import type { Payload } from '../session/types.ts';
import { AnswerRate } from './answer-rate.ts';
import type { CompiledRule, Effect } from './compile-rule.ts';
import type { MakeBody } from './compile-body.ts';
import type { LiveConnection } from './live-connection.ts';
import type { MessageEntry } from './message-entry.ts';
import { paced, waitUnderConditions } from './network-pace.ts';
import type { Outside } from './outside.ts';
import { RuleError } from './rule-error.ts';
import { SequenceRun } from './sequence-run.ts';
import { addWait } from './wait.ts';

/** What rules bring about beside what becomes of the message itself. */
export interface EffectHost {
  hit(hit: RuleHit): void;
  fail(failure: RuleFailure): void;
  /** Sends or delivers something of a rule's own. */
  produce(connection: LiveConnection, to: Destination, data: Payload): void;
  /** Closes or ends the connection. */
  close(connection: LiveConnection, how: 'close' | 'end', code: number, reason: string): void;
  /** The number of what is paused now; null where nobody is there to whom it could be shown. */
  pause(entry: MessageEntry): number | null;
}

/** Leads messages through the rules. */
export class Effects {
  readonly #outside: Outside;
  readonly #host: EffectHost;
  readonly #rate = new AnswerRate();
  /** Rules that were stopped, and those that are no longer. */
  readonly #stopped = new WeakSet<CompiledRule>();
  /** How many bodies each has made. */
  readonly #made = new WeakMap<CompiledRule, number>();

  constructor(outside: Outside, host: EffectHost) {
    this.#outside = outside;
    this.#host = host;
  }

  /** Asks the rules that are left, until one blocks or pauses it; then sets when it may go on. */
  walk(entry: MessageEntry, isActive: (rule: CompiledRule) => boolean): void {
    while (entry.rest && entry.rest.length > 0) {
      const rule = entry.rest.shift() as CompiledRule;
      if (!rule.effect || !isActive(rule) || this.#stopped.has(rule)) continue;
      this.#ask(rule, rule.effect, entry);
      if (entry.isBlocked || entry.paused) return;
    }
    const { connection, direction } = entry;
    if (!connection.network) return;
    const { now, random } = this.#outside;
    const wait = waitUnderConditions(connection, direction, now(), entry.byteLength, random);
    if (wait) addWait(entry, wait);
  }

  /** A connection has ended. */
  forget(connection: LiveConnection): void {
    this.#rate.forget(connection.number);
  }

  /** An error of ours stops the rule, not the message. */
  #ask(rule: CompiledRule, effect: Effect, entry: MessageEntry): void {
    try {
      if (rule.passes(entry.asked) === true && rule.counts(this.#outside.random))
        this.#apply(rule, effect, entry);
    } catch {
      this.#stopped.add(rule);
      this.#host.fail({ rule: rule.id, problem: 'value', said: '' });
    }
  }

  #apply(rule: CompiledRule, effect: Effect, entry: MessageEntry): void {
    const { random, now } = this.#outside;
    switch (effect.type) {
      case 'block':
        entry.isBlocked = true;
        break;
      case 'drop':
        if (random() >= effect.rate) return;
        entry.isBlocked = true;
        break;
      case 'delay': {
        const { connection, direction, byteLength } = entry;
        const { bytesPerSecond } = effect;
        const wait = effect.ms + random() * effect.jitter;
        const until = (from: number): number =>
          paced(connection, direction, rule, from + wait, byteLength, bytesPerSecond);
        addWait(entry, { by: rule, rule: rule.id, since: now(), until, overtakers: 0 });
        break;
      }
      case 'duplicate':
        if (random() >= effect.rate) return;
        entry.copies += effect.times;
        break;
      case 'reorder':
        if (random() >= effect.rate) return;
        addWait(entry, {
          by: rule,
          rule: rule.id,
          since: now(),
          until: (from) => from,
          overtakers: effect.window,
        });
        break;
      case 'replace': {
        const { replace } = effect;
        const made = this.#make(rule, entry, (sources) => replace(entry.asked.data, sources));
        if (made === null) return;
        entry.change(made);
        break;
      }
      case 'answer': {
        const made = this.#make(rule, entry, effect.make);
        if (made === null) return;
        entry.isBlocked = effect.instead;
        entry.after.push(() => this.#produce(rule, entry.connection, effect.to, made));
        break;
      }
      case 'close':
        entry.after.push(() =>
          this.#host.close(entry.connection, effect.how, effect.code, effect.reason),
        );
        break;
      case 'pause': {
        const number = this.#host.pause(entry);
        if (number === null) return;
        entry.held = true;
        entry.paused = { number, rule: rule.id };
        break;
      }
      case 'break':
        entry.breaks = true;
        break;
      case 'sequence':
        if (entry.connection.sequences.has(rule.id)) return;
        this.#startSequence(rule, effect.steps, entry);
    }
    this.#hit(rule, effect.type, entry);
  }

  #startSequence(
    rule: CompiledRule,
    steps: Extract<Effect, { type: 'sequence' }>['steps'],
    entry: MessageEntry,
  ): void {
    const { connection } = entry;
    const send = (step: { to: Destination; make: MakeBody }): void => {
      const made = this.#make(rule, entry, step.make);
      if (made !== null) this.#produce(rule, connection, step.to, made);
    };
    const run = new SequenceRun(steps, this.#outside, send, () =>
      connection.sequences.delete(rule.id),
    );
    connection.sequences.set(rule.id, run);
    entry.after.push(() => run.start());
  }

  #produce(rule: CompiledRule, connection: LiveConnection, to: Destination, data: Payload): void {
    if (this.#stopped.has(rule)) return;
    if (this.#rate.isLoop(rule.id, connection.number, this.#outside.now())) {
      this.#stopped.add(rule);
      this.#host.fail({ rule: rule.id, problem: 'loop', said: '' });
      return;
    }
    this.#host.produce(connection, to, data);
  }

  /** What a rule makes of a message; null where it does not work out, which is told. */
  #make(
    rule: CompiledRule,
    entry: MessageEntry,
    make: (sources: TemplateSources) => Payload | null,
  ): Payload | null {
    const count = this.#made.get(rule) ?? 0;
    try {
      const made = make(this.#sourcesOf(entry, count));
      if (made !== null) this.#made.set(rule, count + 1);
      return made;
    } catch (error) {
      const isKnown = error instanceof RuleError;
      const problem = isKnown ? error.problem : 'value';
      this.#host.fail({ rule: rule.id, problem, said: isKnown ? error.said : '' });
      return null;
    }
  }

  /** The newest message of its direction is the one that matched. */
  #sourcesOf({ asked, connection, direction }: MessageEntry, count: number): TemplateSources {
    const { recent } = connection;
    return {
      time: this.#outside.now(),
      count,
      uuid: this.#outside.uuid,
      random: this.#outside.random,
      *texts(of) {
        if (of === direction) yield asked.text;
        yield* recent[of];
      },
    };
  }

  #hit(rule: CompiledRule, action: RuleHit['action'], entry: MessageEntry): void {
    const { connection, direction, index } = entry;
    const time = this.#outside.now();
    this.#host.hit({
      rule: rule.id,
      action,
      connection: connection.number,
      direction,
      index,
      time,
    });
  }
}
