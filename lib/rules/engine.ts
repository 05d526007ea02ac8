import type { GateAnswer, GateDirection, GateEvent, GateQuestion } from '../protocol/gate.ts';
import type { Rule } from '../protocol/rule.ts';
import type { PauseDecision, PausedMessage } from '../protocol/rules.ts';
import type { Payload } from '../session/types.ts';
import { Connections } from './connections.ts';
import type { EnginePlace } from './connections.ts';
import type { HitLog } from './hit-log.ts';
import type { LiveConnection } from './live-connection.ts';
import { dataOf, MessageEntry } from './message-entry.ts';
import { MessageFlow } from './message-flow.ts';
import type { Outside } from './outside.ts';
import { OwnEntry } from './own-entry.ts';
import { RuleSet } from './rule-set.ts';

/** Paused messages that are shown at once at most, and UTF-16 units or bytes of them. */
const MAX_SHOWN = 200;
const MAX_SHOWN_SIZE = 4_000_000;

/**
 * The rules of one document. Until they have come, all is held. What the gate asks is answered at
 * once; what was taken goes on by commands, each direction of a connection in its order.
 */
export class RuleEngine {
  readonly #outside: Outside;
  readonly #rules: RuleSet;
  readonly #connections: Connections;
  readonly #flow: MessageFlow;
  #isOn = true;

  /** @param queueChanged called when other messages are paused */
  constructor(outside: Outside, place: EnginePlace, log: HitLog, queueChanged: () => void) {
    this.#outside = outside;
    this.#rules = new RuleSet(log);
    this.#connections = new Connections(outside, place, log, this.#rules, (connection) =>
      this.#flow.forget(connection),
    );
    this.#flow = new MessageFlow(outside, log, this.#rules, {
      queueChanged,
      isAlive: (connection) => this.#connections.get(connection.number) === connection,
      close: (connection, how, code, reason) => {
        if (how === 'end') this.#connections.end(connection, code, reason);
        else this.#close(connection, code, reason);
      },
    });
  }

  /** What becomes of something that the gate asks about. */
  ask(question: GateQuestion): GateAnswer {
    if (question.type === 'construct') return this.#connections.construct(question);
    if (question.type === 'present') this.#connections.present(question);
    const connection = this.#connections.get(question.connection);
    if (!connection) return { do: 'pass' };
    switch (question.type) {
      case 'send':
      case 'receive':
        return this.#flow.take(connection, question);
      case 'close-call':
        return this.#event(connection, 'send', 'close-call');
      case 'failed':
      case 'closed':
        return this.#event(connection, 'receive', question.type);
      case 'opened':
        this.#connections.opened(connection);
        break;
      case 'gone':
        this.#connections.forget(connection);
    }
    return { do: 'pass' };
  }

  /**
   * The rules that hold from now on, in their order. Those that are as they were keep their counts.
   * @param isWatched whether somebody is there for whom messages can be paused
   */
  setRules(rules: readonly Rule[], isWatched: boolean): void {
    this.#rules.set(rules, this.#outside.now());
    this.#flow.isWatched = isWatched;
    const isWanted = this.#rules.all.length > 0;
    // Going on, it tells of each socket that there is.
    if (isWanted && !this.#isOn) this.#outside.tell({ type: 'gate', on: true });
    this.#connections.reconsider();
    for (const connection of this.#connections.all()) this.#flow.reconsiderWaits(connection);
    const inOrder = this.#messages().sort((one, other) => one.asked.time - other.asked.time);
    this.#flow.reconsider(inOrder);
    for (const { send, receive } of this.#connections.all()) {
      send.flush();
      receive.flush();
    }
    // Going off, it lets all go on that is still held.
    if (!isWanted && this.#isOn) this.#outside.tell({ type: 'gate', on: false });
    this.#isOn = isWanted;
    if (!isWanted)
      for (const connection of this.#connections.all()) this.#connections.forget(connection);
  }

  /** What the user decided of a paused message. */
  decide(decision: PauseDecision): void {
    for (const entry of this.#messages()) {
      if (entry.paused?.number !== decision.paused) continue;
      if (decision.do === 'drop') entry.isBlocked = true;
      else if (decision.data !== undefined) {
        const { data } = decision;
        entry.change(typeof data === 'string' ? data : new Uint8Array(data));
      }
      this.#flow.resume(entry);
      return;
    }
  }

  /** Lets all go on that is paused now. */
  forwardAll(): void {
    for (const entry of this.#messages()) if (entry.paused) this.#flow.resume(entry);
  }

  /** Nobody is there any more for whom messages could be paused. */
  unwatch(paused: 'forward' | 'drop'): void {
    this.#flow.isWatched = false;
    for (const entry of this.#messages()) {
      if (!entry.paused) continue;
      entry.isBlocked = paused === 'drop';
      this.#flow.resume(entry);
    }
  }

  /** What is paused, in the order in which it came: the first, as far as they can be shown. */
  paused(): PausedMessage[] {
    const paused: Omit<PausedMessage, 'data'>[] = [];
    const payloads = new Map<number, Payload>();
    for (const connection of this.#connections.all())
      for (const direction of ['send', 'receive'] as const) {
        const { entries } = connection[direction];
        for (const [place, entry] of entries.entries())
          if (entry instanceof MessageEntry && entry.paused) {
            payloads.set(entry.paused.number, entry.asked.data);
            paused.push({
              paused: entry.paused.number,
              rule: entry.paused.rule,
              connection: connection.number,
              url: connection.facts.url,
              direction,
              index: entry.index,
              time: entry.asked.time,
              behind: entries.length - place - 1,
            });
          }
      }
    paused.sort((one, other) => one.paused - other.paused);
    const shown: PausedMessage[] = [];
    let size = 0;
    for (const each of paused.slice(0, MAX_SHOWN)) {
      const payload = payloads.get(each.paused) ?? '';
      size += payload.length;
      // The first is shown however long it is.
      if (size > MAX_SHOWN_SIZE && shown.length > 0) break;
      shown.push(Object.assign(each, { data: dataOf(payload) }));
    }
    return shown;
  }

  /** As a `close()` of the page would, it waits behind what is held of its sends. */
  #close({ number, send }: LiveConnection, code: number, reason: string): void {
    send.push(
      new OwnEntry(() => {
        this.#outside.tell({ type: 'close', connection: number, code, reason });
      }),
    );
  }

  /** What is no message waits behind the messages of its direction. */
  #event(connection: LiveConnection, direction: GateDirection, what: GateEvent): GateAnswer {
    const lane = connection[direction];
    const done = (): void => {
      if (what === 'closed') this.#connections.forget(connection);
    };
    if (lane.isFree) {
      done();
      return { do: 'pass' };
    }
    lane.push(
      new OwnEntry(() => {
        this.#outside.tell({ type: 'release', connection: connection.number, what });
        done();
      }),
    );
    return { do: 'take' };
  }

  #messages(): MessageEntry[] {
    return this.#connections
      .all()
      .flatMap(({ send, receive }) => send.entries.concat(receive.entries))
      .filter((entry) => entry instanceof MessageEntry);
  }
}
