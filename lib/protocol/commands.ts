import type { EventBatch } from './events.ts';
import type { GateCommandSent, GateQuestionSent } from './gate.ts';

/** What the hook is told to do. It comes from the extension only, never from the page. */
export type HookCommand =
  | { type: 'subscribe'; subscriber: string; /** first sequence number wanted */ from: number }
  /** The way to it broke: keeps what it has not acknowledged, and sends nothing. */
  | { type: 'suspend'; subscriber: string }
  | { type: 'unsubscribe'; subscriber: string }
  /** It has all events up to this sequence number. */
  | { type: 'acknowledge'; subscriber: string; seq: number }
  | ConnectionCommand
  | OpenCommand
  | RuleCommand
  /** What the history may hold while no panel watches; payloads weigh as README says. */
  | { type: 'bound'; events: number; bytes: number }
  /** No panel watches. */
  | { type: 'settle' }
  | { type: 'remove' };

/** What is done to one connection; each is answered by a {@link CommandReply} with its `id`. */
export type ConnectionCommand =
  | SendCommand
  | DeliverCommand
  | {
      type: 'close';
      subscriber: string;
      id: number;
      connection: number;
      code: number | null;
      reason: string | null;
    }
  | EndCommand;

/** Sends `data` to the server through the page's own socket. */
interface SendCommand {
  type: 'send';
  subscriber: string;
  id: number;
  connection: number;
  data: string | ArrayBuffer;
}

/** Dispatches `data` on the page's own socket as though the server had sent it. */
interface DeliverCommand {
  type: 'deliver';
  subscriber: string;
  id: number;
  connection: number;
  data: string | ArrayBuffer;
}

/**
 * Lets the page believe that its connection has ended: `error` (where it `failed`) and `close` are
 * dispatched, `readyState` is CLOSED, and the real socket is closed without a word to the page.
 */
interface EndCommand {
  type: 'end';
  subscriber: string;
  id: number;
  connection: number;
  /** Any that a `close` event can carry, so also 1005, 1006 and 1015. */
  code: number;
  reason: string;
  failed: boolean;
}

/** Opens a connection of the panel's own, from the page's origin; answered as the others. */
export interface OpenCommand {
  type: 'open';
  subscriber: string;
  id: number;
  url: string;
  protocols: string[];
}

/** A word of the engine of rules to the gate; it comes from this document's isolated world only. */
export interface RuleCommand {
  type: 'rule';
  command: GateCommandSent;
}

/** What the gate says to the engine: a question, or what became of a command that was no answer. */
export type GateReport =
  { type: 'ask'; question: GateQuestionSent } | { type: 'told'; error: string };

/** The hook's answer to a {@link ConnectionCommand} or an {@link OpenCommand}. */
export interface CommandReply {
  type: 'reply';
  subscriber: string;
  id: number;
  /** Empty where the command was carried out; else what the browser said. */
  error: string;
}

/** The worker that sockets are in. */
export interface WorkerInfo {
  /** `unknown`: dedicated or service. */
  scope: 'dedicated' | 'shared' | 'unknown';
  /** Of its script. */
  url: string;
  /** What its page named it; empty where it did not. */
  name: string;
}

/** Says that the document or worker constructed its first socket. */
interface HookActivity {
  type: 'activity';
  worker?: WorkerInfo;
}

/** What the hook of a worker is told; `hail` asks whether it has sockets, and lives. */
export type WorkerCommand = HookCommand | { type: 'hail' };

/** Said on the channel of a module that is not the first of its worker: it stays without a hook. */
export const SPARE = 'spare';

/** All that the hook tells the relay. */
export type HookReport = EventBatch | CommandReply | HookActivity | GateReport;
