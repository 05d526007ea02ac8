import type { Waiting } from './lane.ts';
import type { Wait } from './wait.ts';

/** What rules themselves send, and what is no message, in its place behind what was there before. */
export class OwnEntry implements Waiting {
  readonly isBarrier: boolean;
  readonly bytes: number;
  held = false;
  due = 0;
  overtakers = 0;
  waits: Wait[] = [];
  readonly go: () => void;

  constructor(go: () => void, bytes: number | null = null) {
    this.go = go;
    this.bytes = bytes ?? 0;
    this.isBarrier = bytes === null;
  }
}
