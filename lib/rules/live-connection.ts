import type { NetworkAction } from '../protocol/rule.ts';
import type { ConnectionFacts } from '../query/filter-subject.ts';
import type { Verdicts } from './connection-rules.ts';
import { Lane } from './lane.ts';
import type { Outside } from './outside.ts';
import type { MessageEntry } from './message-entry.ts';
import type { OwnEntry } from './own-entry.ts';
import { RecentTexts } from './recent-texts.ts';
import type { SequenceRun } from './sequence-run.ts';

/** What a simulated socket waits for before it may connect, or open. */
interface Handshake {
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** It is refused: nothing makes that slow. */
  readonly fails: boolean;
  readonly goOn: () => void;
  /** Stops the wait. */
  stop: () => void;
}

/** A connection that rules know of. */
export class LiveConnection {
  readonly facts: ConnectionFacts;
  readonly send: Lane<MessageEntry | OwnEntry>;
  readonly receive: Lane<MessageEntry | OwnEntry>;
  readonly recent = { send: new RecentTexts(), receive: new RecentTexts() };
  /** By rule. */
  readonly sequences = new Map<string, SequenceRun>();
  /** When what goes at a pace may go on next, by the rule or the conditions that say so. */
  readonly paces = { send: new Map<object, number>(), receive: new Map<object, number>() };
  readonly verdicts: Verdicts = new WeakMap();
  isOpen = false;
  /** The time of its last message, milliseconds since the epoch. */
  lastMessage: number | null = null;
  /** The conditions that it is under, and the rule that says so. */
  network: { rule: string; conditions: NetworkAction } | null = null;
  /** It is simulated and waits to hear what over: the subprotocols that the page asked for. */
  undecided: readonly string[] | null = null;
  /** Null of one that does not wait for that. */
  handshake: Handshake | null = null;
  #stopDisconnect: (() => void) | null = null;

  constructor(facts: ConnectionFacts, outside: Outside) {
    this.facts = facts;
    this.send = new Lane(outside);
    this.receive = new Lane(outside);
  }

  get number(): number {
    return this.facts.key;
  }

  /** Ends it after a while, in place of when it was to end before. */
  disconnectBy(stop: (() => void) | null): void {
    this.#stopDisconnect?.();
    this.#stopDisconnect = stop;
  }

  /** Stops all that is under way for it. */
  dispose(): void {
    this.disconnectBy(null);
    this.handshake?.stop();
    this.handshake = null;
    for (const run of this.sequences.values()) run.stop();
    this.sequences.clear();
  }
}
