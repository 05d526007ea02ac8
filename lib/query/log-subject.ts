import { labelOf } from '../decoders/registry.ts';
import { EventFlag, EventKind, isMessageKind } from '../protocol/events.ts';
import type { CloseCallDetail, CloseDetail } from '../protocol/events.ts';
import type { LogReader, Payload, RowKind } from '../session/types.ts';
import { SessionKind } from '../session/types.ts';
import type { ConnectionFacts, FilterSubject } from './filter-subject.ts';
import type { FilterNode } from './filter-syntax.ts';
import { Heartbeats } from './heartbeats.ts';
import { Intervals } from './intervals.ts';

/** Of a lifecycle row's line, this much is searched. */
const LINE_LIMIT = 4096;

/** Of bytes that may be JSON, this much is read. */
const JSON_BYTES = 1_000_000;

/** Time of one slice, milliseconds, and rows between two looks at the clock. */
const SLICE = 4;
const ROWS_PER_LOOK = 1024;

const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;

/** What a filter has to know of the rows before a row. */
export interface Needs {
  intervals: boolean;
  heartbeats: boolean;
}

/** The rows of a log, as filters ask about them. */
export class LogSubject implements FilterSubject<number> {
  readonly #log: LogReader;
  readonly #connectionOf: (key: number) => ConnectionFacts | undefined;
  #intervals: Intervals;
  #heartbeats: Heartbeats;
  readonly #utf8 = new TextDecoder();

  constructor(log: LogReader, connectionOf: (key: number) => ConnectionFacts | undefined) {
    this.#log = log;
    this.#connectionOf = connectionOf;
    this.#intervals = new Intervals(log);
    this.#heartbeats = new Heartbeats(log);
  }

  /** Looks at the rows up to `end` for what filters need to know of them. */
  advance(needs: Needs, end: number): void {
    if (needs.intervals) this.#intervals.advance(end);
    if (needs.heartbeats) this.#heartbeats.advance(end);
  }

  /** The same for one slice of time; returns whether some rows are left. */
  advanceForAWhile(needs: Needs, end: number): boolean {
    const deadline = performance.now() + SLICE;
    let next = this.#next(needs, end);
    while (next < end && performance.now() < deadline) {
      this.advance(needs, Math.min(end, next + ROWS_PER_LOOK));
      next = this.#next(needs, end);
    }
    return next < end;
  }

  /** Whether all rows up to `end` were looked at. */
  knows(needs: Needs, end: number): boolean {
    return this.#next(needs, end) >= end;
  }

  /** The first row that was not looked at; `end` where no row needs to be. */
  #next(needs: Needs, end: number): number {
    return Math.min(
      end,
      needs.intervals ? this.#intervals.next : end,
      needs.heartbeats ? this.#heartbeats.next : end,
    );
  }

  /** Rows came back before others: all is looked at anew. */
  beginAnew(): void {
    this.#intervals = new Intervals(this.#log);
    this.#heartbeats = new Heartbeats(this.#log);
  }

  /** The rows before `first` are gone. */
  forgetBelow(first: number): void {
    this.#intervals.forgetBelow(first);
    this.#heartbeats.forgetBelow(first);
  }

  kind = (row: number): RowKind => this.#log.kind(row);
  flags = (row: number): number => this.#log.flags(row);
  byteLength = (row: number): number => this.#log.byteLength(row);
  time = (row: number): number => this.#log.time(row);
  sincePrevious = (row: number): number | null | undefined => this.#intervals.at(row);
  isHeartbeat = (row: number): boolean | undefined => this.#heartbeats.at(row);

  connection(row: number): ConnectionFacts | undefined {
    const key = this.#log.connection(row);
    return key === 0 ? undefined : this.#connectionOf(key);
  }

  released(row: number): boolean {
    return isMessageKind(this.#log.kind(row)) && this.#log.payload(row).state === 'gone';
  }

  code(row: number): number | null {
    const kind = this.#log.kind(row);
    if (kind !== EventKind.Close && kind !== EventKind.CloseCall) return null;
    return (this.#log.detail(row) as CloseDetail | CloseCallDetail).code;
  }

  failed(row: number): boolean {
    const kind = this.#log.kind(row);
    switch (kind) {
      case EventKind.Error:
      case EventKind.ConstructFailed:
      case EventKind.SendThrew:
      case EventKind.Diagnostic:
      case SessionKind.Gap:
        return true;
      case EventKind.Send:
        return (this.#log.flags(row) & EventFlag.Discarded) !== 0;
      case EventKind.CloseCall:
        return (this.#log.detail(row) as CloseCallDetail).errorName !== '';
      case EventKind.Close:
        return !(this.#log.detail(row) as CloseDetail).wasClean;
      default:
        return false;
    }
  }

  text(row: number): string | undefined {
    const payload = this.#log.payload(row);
    // What stands in the list meanwhile is not its text.
    if (payload.state === 'loading') return undefined;
    if (payload.state !== 'ready') return this.#log.preview(row, LINE_LIMIT);
    const { data } = payload;
    return typeof data === 'string' ? data : this.#utf8.decode(data);
  }

  json(row: number): string | null | undefined {
    const data = this.#message(row);
    if (!(data instanceof Uint8Array)) return data;
    const isJson = data[0] === OPEN_BRACE || data[0] === OPEN_BRACKET;
    return isJson ? this.#utf8.decode(data.subarray(0, JSON_BYTES)) : null;
  }

  label(row: number): string | null | undefined {
    const data = this.#message(row);
    return data === null || data === undefined ? data : (labelOf(data) ?? null);
  }

  /** The data of a message; null of other rows and where it is gone, undefined while it is read. */
  #message(row: number): Payload | null | undefined {
    if (!isMessageKind(this.#log.kind(row))) return null;
    const payload = this.#log.payload(row);
    if (payload.state === 'loading') return undefined;
    return payload.state === 'ready' ? payload.data : null;
  }
}

/** What a filter has to know of other rows. */
export function needsOf(node: FilterNode | null): Needs {
  switch (node?.type) {
    case 'and':
    case 'or': {
      const all = node.nodes.map(needsOf);
      return {
        intervals: all.some(({ intervals }) => intervals),
        heartbeats: all.some(({ heartbeats }) => heartbeats),
      };
    }
    case 'not':
      return needsOf(node.node);
    case 'is':
      return { intervals: false, heartbeats: node.values.includes('heartbeat') };
    default:
      return { intervals: node?.type === 'delta', heartbeats: false };
  }
}
