import type { GateDirection, MessageQuestion } from '../protocol/gate.ts';
import type { RuleData } from '../protocol/rules.ts';
import type { Payload } from '../session/types.ts';
import type { Asked } from './asked.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { Waiting } from './lane.ts';
import type { LiveConnection } from './live-connection.ts';
import type { Wait } from './wait.ts';

/** A message of the page or the server on its way through the rules. */
export class MessageEntry implements Waiting {
  readonly isBarrier = false;
  readonly connection: LiveConnection;
  readonly direction: GateDirection;
  readonly index: number;
  readonly asked: Asked;
  readonly bytes: number;
  held = false;
  due = 0;
  overtakers = 0;
  /** Rules that it was not asked about yet; null while they are on their way. */
  rest: CompiledRule[] | null = null;
  /** The data is not what came. */
  isChanged = false;
  isBlocked = false;
  breaks = false;
  /** The bytes of a Blob are still being read. */
  isReading = false;
  /** Sent or delivered so often more. */
  copies = 0;
  /** Number of it among what is paused, and the rule that says so. */
  paused: { number: number; rule: string } | null = null;
  /** Why it waits, beside being held. */
  waits: Wait[] = [];
  /** What is done once it has gone on, or not. */
  readonly after: (() => void)[] = [];
  readonly #go: (entry: MessageEntry) => void;

  constructor(
    connection: LiveConnection,
    question: MessageQuestion,
    asked: Asked,
    go: (entry: MessageEntry) => void,
  ) {
    this.connection = connection;
    this.direction = question.type;
    this.index = question.index;
    this.asked = asked;
    this.bytes = question.size;
    this.#go = go;
  }

  /** Bytes; text counts as UTF-8. */
  get byteLength(): number {
    return this.asked.byteLength;
  }

  /** Puts other data in its place. */
  change(data: Payload): void {
    this.asked.data = data;
    this.isChanged = true;
  }

  go(): void {
    this.#go(this);
  }

  /** Lets it go on as it is, whatever rules would say. */
  release(): void {
    this.rest = [];
    this.paused = null;
    this.held = false;
    this.due = 0;
    this.overtakers = 0;
    this.waits = [];
  }
}

/** Data as it crosses to the gate. */
export function dataOf(payload: Payload): RuleData {
  return typeof payload === 'string' ? payload : payload.slice().buffer;
}
