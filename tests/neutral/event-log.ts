/** An ordered record of what happened, with marks that tell tasks and microtasks apart. */
export interface EventLog {
  readonly entries: string[];
  add(entry: string): void;
  /** A listener that records its event's type and `label`, and the microtask after it. */
  listener(label: string): (event: Event) => void;
}

export function createEventLog(): EventLog {
  const entries: string[] = [];
  const add = (entry: string) => void entries.push(entry);
  return {
    entries,
    add,
    listener: (label) => (event) => {
      add(`${event.type} ${label}`);
      queueMicrotask(() => add(`microtask after ${event.type} ${label}`));
    },
  };
}
