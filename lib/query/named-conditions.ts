import { EventFlag, EventKind, isMessageKind } from '../protocol/events.ts';
import { SessionKind } from '../session/types.ts';
import type { FilterSubject } from './filter-subject.ts';
import type { DirectionName, KindName, StateName } from './filter-syntax.ts';

/** Whether a row of a kind goes in a direction. */
export function isDirection(name: DirectionName, kind: number): boolean {
  if (name === 'receive') return kind === EventKind.Receive;
  return kind === EventKind.Send || kind === EventKind.SendThrew;
}

/** Whether something is of a kind. */
export function isKind<Item>(name: KindName, subject: FilterSubject<Item>, item: Item): boolean {
  const kind = subject.kind(item);
  switch (name) {
    case 'message':
      return isMessageKind(kind);
    case 'text':
      return isMessageKind(kind) && (subject.flags(item) & EventFlag.Binary) === 0;
    case 'binary':
      return isMessageKind(kind) && (subject.flags(item) & EventFlag.Binary) !== 0;
    case 'lifecycle':
      return !isMessageKind(kind);
    case 'new':
      return kind === EventKind.Construct || kind === EventKind.ConstructFailed;
    case 'open':
      return kind === EventKind.Open;
    case 'close':
      return (
        kind === EventKind.Close || kind === EventKind.CloseCall || kind === SessionKind.Teardown
      );
    case 'error':
      return subject.failed(item);
    case 'gap':
      return kind === SessionKind.Gap;
    case 'state':
      return kind === EventKind.State;
    case 'binarytype':
      return kind === EventKind.BinaryType;
    case 'diagnostic':
      return kind === EventKind.Diagnostic;
  }
}

/** Whether something is in a state; undefined where that is not known yet. */
export function isState<Item>(
  name: StateName,
  subject: FilterSubject<Item>,
  item: Item,
): boolean | undefined {
  switch (name) {
    case 'injected':
      return (subject.flags(item) & EventFlag.Injected) !== 0;
    case 'blocked':
      return (subject.flags(item) & EventFlag.Blocked) !== 0;
    case 'modified':
      return (subject.flags(item) & EventFlag.Modified) !== 0;
    case 'held':
      return (subject.flags(item) & EventFlag.Held) !== 0;
    case 'discarded':
      return (subject.flags(item) & EventFlag.Discarded) !== 0;
    case 'released':
      return subject.released(item);
    case 'heartbeat':
      return subject.isHeartbeat(item);
  }
}
