import { EventKind } from '../protocol/events.ts';
import type { GateAnswer, GateDirection, MessageQuestion } from '../protocol/gate.ts';
import type { Destination } from '../protocol/rule.ts';
import { Pulses } from '../query/pulses.ts';
import type { Payload } from '../session/types.ts';
import { Effects } from './apply-effect.ts';
import { Asked } from './asked.ts';
import { HeldBound, MAX_HELD_BYTES } from './held-bound.ts';
import type { HitLog } from './hit-log.ts';
import type { Lane } from './lane.ts';
import type { LiveConnection } from './live-connection.ts';
import { dataOf, MessageEntry } from './message-entry.ts';
import { waitUnderConditions } from './network-pace.ts';
import type { Outside } from './outside.ts';
import { OwnEntry } from './own-entry.ts';
import type { RuleSet } from './rule-set.ts';
import { addWait, waitAnew } from './wait.ts';

/** What the flow of messages brings about beside them. */
export interface FlowHost {
  /** Other messages are paused. */
  queueChanged(): void;
  close(connection: LiveConnection, how: 'close' | 'end', code: number, reason: string): void;
  /** Whether the connection has not ended. */
  isAlive(connection: LiveConnection): boolean;
}

/** Leads messages through the rules to where they go, each direction of a connection in its order. */
export class MessageFlow {
  readonly #outside: Outside;
  readonly #log: HitLog;
  readonly #rules: RuleSet;
  readonly #host: FlowHost;
  readonly #effects: Effects;
  readonly #bound = new HeldBound();
  readonly #pulses = new Pulses();
  /** Somebody is there for whom messages can be paused. */
  isWatched = false;
  #nextPaused = 1;

  constructor(outside: Outside, log: HitLog, rules: RuleSet, host: FlowHost) {
    this.#outside = outside;
    this.#log = log;
    this.#rules = rules;
    this.#host = host;
    this.#effects = new Effects(outside, {
      hit: (hit) => log.hit(hit),
      fail: (failure) => log.fail(failure),
      produce: (connection, to, data) => this.#produce(connection, to, data),
      close: (connection, how, code, reason) => host.close(connection, how, code, reason),
      pause: () => this.#pause(),
    });
  }

  /** A message asks what becomes of it. */
  take(connection: LiveConnection, question: MessageQuestion): GateAnswer {
    const entry = this.#entryOf(connection, question);
    if (question.data instanceof Blob) this.#readBlob(entry, question.data);
    entry.held = !this.#rules.areHere || entry.isReading;
    if (!entry.held) this.#walk(entry);
    const answer = this.#answer(connection[question.type], entry);
    // oxlint-disable-next-line unicorn/no-thenable -- an answer is never awaited
    return entry.breaks ? { do: 'break', then: answer } : answer;
  }

  /** Goes on with what was held, through the rules that are left. */
  resume(entry: MessageEntry): void {
    const wasPaused = entry.paused !== null;
    entry.paused = null;
    entry.held = false;
    if (!entry.isBlocked) this.#walk(entry);
    entry.connection[entry.direction].flushSoon();
    if (wasPaused) this.#host.queueChanged();
  }

  /** Other rules hold: what waited for them goes through them, what one paused that is gone goes on. */
  reconsider(messages: readonly MessageEntry[]): void {
    for (const entry of messages) {
      const isPaused = entry.paused !== null && this.#rules.hasId(entry.paused.rule);
      if (entry.held && !isPaused && !entry.isReading) this.resume(entry);
    }
  }

  /** Other rules hold: nothing waits longer for one that is gone or was changed. */
  reconsiderWaits(connection: LiveConnection): void {
    const now = this.#outside.now();
    const here = new Set<object>(this.#rules.all);
    if (connection.network) here.add(connection.network.conditions);
    const holds = (by: object): boolean => here.has(by);
    for (const direction of ['send', 'receive'] as const) {
      const { entries } = connection[direction];
      const paces = connection.paces[direction];
      const waits = entries.flatMap((entry) => entry.waits);
      if ([...paces.keys(), ...waits.map(({ by }) => by)].every(holds)) continue;
      // What went at a pace before has gone; what waits goes at it anew.
      for (const [by, end] of paces)
        if (holds(by)) paces.set(by, Math.min(end, now));
        else paces.delete(by);
      for (const entry of entries) waitAnew(entry, ({ by }) => holds(by));
    }
  }

  /** The connection has ended: what is held of it goes nowhere. */
  forget(connection: LiveConnection): void {
    this.#effects.forget(connection);
    for (const direction of ['send', 'receive'] as const)
      for (const entry of connection[direction].clear()) {
        if (!entry.isBarrier) this.#bound.release(entry.bytes);
        if (!(entry instanceof MessageEntry)) continue;
        this.#tellDropped(entry);
        if (entry.paused) this.#outside.soon(() => this.#host.queueChanged());
      }
  }

  #answer(
    lane: Lane<MessageEntry | OwnEntry>,
    entry: MessageEntry,
  ): Exclude<GateAnswer, { do: 'break' }> {
    const waits = entry.held || entry.due > this.#outside.now() || entry.overtakers > 0;
    // Microtasks run before the page's own listeners do: what follows what comes goes behind it.
    const leads = entry.direction === 'receive' && entry.after.length > 0;
    if (entry.isBlocked || (lane.isFree && !waits && !leads && entry.copies === 0)) {
      if (entry.after.length > 0) this.#outside.soon(() => finish(entry));
      if (entry.isBlocked) return { do: 'block' };
      if (!entry.isChanged) return { do: 'pass' };
      return { do: 'replace', data: dataOf(entry.asked.data) };
    }
    this.#bound.add(entry.bytes);
    lane.push(entry);
    this.#keepBound(lane);
    return { do: 'take' };
  }

  #entryOf(connection: LiveConnection, question: MessageQuestion): MessageEntry {
    const { type, data, time } = question;
    const kind = type === 'send' ? EventKind.Send : EventKind.Receive;
    const payload = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
    const known = payload instanceof Blob ? new Uint8Array() : payload;
    const since = connection.lastMessage === null ? null : time - connection.lastMessage;
    connection.lastMessage = time;
    const isBeat =
      this.#rules.all.some(({ needsHeartbeats }) => needsHeartbeats) &&
      this.#pulses.beats(`${connection.number} ${type}`, known, time);
    const asked = new Asked(kind, connection.facts, time, payload, since, isBeat);
    return new MessageEntry(connection, question, asked, (entry) => this.#go(entry));
  }

  /**
   * Rules are asked once its bytes are there. Where none can match, whatever they are, or where there
   * are too many of them, it goes on as it is.
   */
  #readBlob(entry: MessageEntry, blob: Blob): void {
    const isAskedAbout = !this.#rules.areHere || this.#mayMatch(entry);
    if (!isAskedAbout || blob.size > MAX_HELD_BYTES) return leaveUnread(entry);
    entry.isReading = true;
    const read = (bytes: ArrayBuffer | null): void => {
      entry.isReading = false;
      if (bytes) entry.asked.data = new Uint8Array(bytes);
      else leaveUnread(entry);
      if (this.#rules.areHere && entry.held && !entry.paused) this.resume(entry);
    };
    blob.arrayBuffer().then(read, () => read(null));
  }

  /** Whether something may want the message, as far as it is known. */
  #mayMatch({ asked, connection }: MessageEntry): boolean {
    return (
      this.#rules.all.some(({ effect, passes }) => effect && passes(asked) !== false) ||
      [...connection.sequences.values()].some((run) => run.mayAwait(asked))
    );
  }

  /** Asks the rules that are left. */
  #walk(entry: MessageEntry): void {
    const { connection, direction, asked } = entry;
    const isNew = entry.rest === null;
    const { data } = asked;
    if (isNew) for (const run of connection.sequences.values()) run.see(asked);
    entry.rest ??= [...this.#rules.all];
    this.#effects.walk(entry, (rule) => this.#rules.has(rule));
    if (isNew && typeof data === 'string') connection.recent[direction].add(data);
  }

  /** Its turn has come. */
  #go(entry: MessageEntry): void {
    this.#bound.release(entry.bytes);
    const { direction, index, asked } = entry;
    const connection = entry.connection.number;
    if (entry.isBlocked) this.#tellDropped(entry);
    else {
      const data = dataOf(asked.data);
      const changed = entry.isChanged ? { data } : {};
      this.#outside.tell({ type: 'forward', connection, direction, index, ...changed });
      for (let copy = 0; copy < entry.copies; copy += 1)
        this.#outside.tell({ type: 'inject', connection, direction, data });
    }
    finish(entry);
  }

  #tellDropped({ connection, direction, index }: MessageEntry): void {
    this.#outside.tell({ type: 'drop', connection: connection.number, direction, index });
  }

  #produce(connection: LiveConnection, to: Destination, data: Payload): void {
    if (!this.#host.isAlive(connection)) return;
    const direction: GateDirection = to === 'server' ? 'send' : 'receive';
    const lane = connection[direction];
    const bytes = data.length;
    const entry = new OwnEntry(() => {
      this.#bound.release(bytes);
      const { number } = connection;
      this.#outside.tell({ type: 'inject', connection: number, direction, data: dataOf(data) });
    }, bytes);
    const { now, random } = this.#outside;
    const wait = waitUnderConditions(connection, direction, now(), bytes, random);
    if (wait) addWait(entry, wait);
    this.#bound.add(bytes);
    lane.push(entry);
    this.#keepBound(lane);
  }

  #pause(): number | null {
    if (!this.isWatched) return null;
    const number = this.#nextPaused;
    this.#nextPaused += 1;
    // It stands in its lane once the gate has its answer.
    this.#outside.soon(() => this.#host.queueChanged());
    return number;
  }

  /** The oldest goes on where more is held than may be. */
  #keepBound(lane: Lane<MessageEntry | OwnEntry>): void {
    while (this.#bound.isOver) {
      const [first] = lane.entries;
      if (!first || first.isBarrier) return;
      if (first instanceof MessageEntry) {
        const rule = first.paused?.rule ?? first.waits.at(-1)?.rule;
        if (rule !== undefined) this.#log.fail({ rule, problem: 'held', said: '' });
        if (first.paused) this.#outside.soon(() => this.#host.queueChanged());
        first.release();
      } else first.due = 0;
      const before = lane.entries.length;
      lane.flush();
      if (lane.entries.length === before) return;
    }
  }
}

function leaveUnread(entry: MessageEntry): void {
  entry.rest = [];
}

/** What a rule wanted to follow it. */
function finish(entry: MessageEntry): void {
  for (const callback of entry.after.splice(0)) callback();
}
