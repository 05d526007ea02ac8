import type { GateCommand } from '../protocol/gate.ts';

/** What the engine has of the world around it; tests give it another one. */
export interface Outside {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls back after so many milliseconds; what is returned stops that. */
  after(ms: number, callback: () => void): () => void;
  /** Calls back when what runs now is done, before anything else does. */
  soon(callback: () => void): void;
  /** From 0 to below 1. */
  random(): number;
  uuid(): string;
  /** Has the gate carry something out; returns what went wrong, or an empty string. */
  tell(command: GateCommand): string;
}
