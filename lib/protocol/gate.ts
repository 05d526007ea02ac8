/**
 * What the gate (in the page's world, in front of each socket) and the engine (in the isolated
 * world, with the rules) say to each other. The gate decides nothing: while it is on it asks about
 * each construction, send, close and incoming event, and carries out the answer. An event on the
 * hook's private element is synchronous between the worlds, so an answer is there before `send()`
 * returns or a listener of the page runs.
 *
 * Order is the engine's matter: what it took goes on in the order of its commands, and what it
 * passes overtakes what it still holds of that direction. Where a question is not answered at all,
 * the engine is gone: the gate lets all it holds go on, in order, and goes off.
 */

/** Which way a message goes, as seen from the page. */
export type GateDirection = 'send' | 'receive';

/** A message's data as it is given to the engine; bytes are a copy of the engine's own. */
export type GateData = string | ArrayBuffer | Blob;

/** What the gate asks the engine; each is answered by a {@link GateAnswer}, but `present` and `gone`. */
export type GateQuestion =
  | ConstructQuestion
  | MessageQuestion
  | CloseCallQuestion
  | OpenedQuestion
  | FailedQuestion
  | ClosedQuestion
  | PresentQuestion
  | GoneQuestion;

/** Of every question. */
interface Asked {
  /** Number of the connection in this document, from 1, as in its events. */
  connection: number;
  /** Milliseconds since the epoch, with fractions. */
  time: number;
}

/** `new WebSocket()` with arguments that the native constructor would take, before it runs. */
export interface ConstructQuestion extends Asked {
  type: 'construct';
  /** Absolute, as the socket's `url` will be. */
  url: string;
  /** The subprotocols that the page asks for. */
  protocols: string[];
}

/** A message before it goes: a `send()` of the page while OPEN, or a `message` event. */
export interface MessageQuestion extends Asked {
  type: GateDirection;
  /** The how-manieth message of its connection, from 1: the index that its row has. */
  index: number;
  data: GateData;
  /** UTF-16 code units of text, bytes of binary. */
  size: number;
}

/** A `close()` of the page with valid arguments (null where not given), while CONNECTING or OPEN. */
interface CloseCallQuestion extends Asked {
  type: 'close-call';
  code: number | null;
  reason: string | null;
}

/** The handshake succeeded. Only where the socket is simulated may it be taken. */
interface OpenedQuestion extends Asked {
  type: 'opened';
  protocol: string;
  extensions: string;
}

/** An `error` event; a `closed` follows. */
interface FailedQuestion extends Asked {
  type: 'failed';
}

/** The `close` event. */
interface ClosedQuestion extends Asked {
  type: 'closed';
  code: number;
  reason: string;
  wasClean: boolean;
}

/** Tells, unanswered, that there is no such connection: it ended by no `closed`, or its constructor threw. */
interface GoneQuestion extends Asked {
  type: 'gone';
}

/** Tells, unanswered, of each socket that there was already when the gate went on. */
export interface PresentQuestion extends Asked {
  type: 'present';
  url: string;
  /** The subprotocol in use; empty while CONNECTING. */
  protocol: string;
  /** `readyState`. */
  state: number;
  /** How many messages it has sent and received. */
  messages: number;
}

/**
 * What becomes of it.
 * - `pass`: natively, now. To a `construct`: the native socket.
 * - `take`: the engine has it; it goes on by a {@link GateCommand}, or never.
 * - `block`: it never goes on. Messages only.
 * - `replace`: other data at once, in its place. Messages only.
 * - `break`: `debugger` with the page's call stack, then the answer.
 * - `simulate`: to a `construct` only. The page gets an object that behaves as a socket, over a
 *   native one to `backing`, or over nothing: then it opens, receives and ends by commands.
 */
export type GateAnswer =
  | { do: 'pass' | 'take' | 'block' }
  | { do: 'replace'; data: string | ArrayBuffer }
  | { do: 'break'; then: Exclude<GateAnswer, { do: 'break' }> }
  | { do: 'simulate'; backing: { url: string; protocols: string[] } | null };

/** What the engine tells the gate; it says at once what went wrong, or an empty string. */
export type GateCommand =
  /** Going off, the gate lets all that is held go on, in order. Drop first what is not to. */
  | { type: 'gate'; on: boolean }
  /** The answer to the question that is being asked. */
  | { type: 'answer'; answer: GateAnswer }
  /** A taken message goes on; with `data`, that instead of it. */
  | {
      type: 'forward';
      connection: number;
      direction: GateDirection;
      index: number;
      data?: string | ArrayBuffer;
    }
  /** A taken message does not go on. */
  | { type: 'drop'; connection: number; direction: GateDirection; index: number }
  /** A taken close() or event goes on. */
  | { type: 'release'; connection: number; what: GateEvent }
  /** A message of the engine's own: sent to the server, or delivered to the page. */
  | { type: 'inject'; connection: number; direction: GateDirection; data: string | ArrayBuffer }
  /**
   * A simulated socket without backing gets one now: while rules are on their way each is simulated,
   * CONNECTING, until it is known whether it may connect, and where to.
   */
  | { type: 'back'; connection: number; backing: { url: string; protocols: string[] } }
  /** A simulated socket without backing opens. */
  | { type: 'open'; connection: number; protocol: string; extensions: string }
  /** Closes the real connection, as `close()` would; the page hears of it by the events. */
  | { type: 'close'; connection: number; code: number | null; reason: string | null }
  /**
   * The page sees its socket end now: `error` where it `failed`, and `close` with any code. What is
   * held of the connection is dropped, and its real connection closed without a word.
   */
  | { type: 'end'; connection: number; code: number; reason: string; failed: boolean };

/** What of a connection can be taken and released beside its messages. */
export type GateEvent = 'close-call' | 'opened' | 'failed' | 'closed';

/**
 * A question as it crosses: some fields have other names, since the hook's minifier shortens those
 * that its own objects have.
 */
export type GateQuestionSent =
  | { type: 'construct'; connection: number; at: number; url: string; protocols: string[] }
  | { type: GateDirection; connection: number; at: number; message: number; data: GateData }
  | {
      type: 'close-call';
      connection: number;
      at: number;
      code: number | null;
      reason: string | null;
    }
  | { type: 'opened'; connection: number; at: number; protocol: string; extensions: string }
  | { type: 'failed' | 'gone'; connection: number; at: number }
  | {
      type: 'closed';
      connection: number;
      at: number;
      code: number;
      reason: string;
      wasClean: boolean;
    }
  | {
      type: 'present';
      connection: number;
      at: number;
      url: string;
      protocol: string;
      readyState: number;
      message: number;
    };

/** A command as it crosses: `index` is `message`, and what is left out is null. */
export type GateCommandSent =
  | Exclude<GateCommand, { index: number }>
  | {
      type: 'forward';
      connection: number;
      direction: GateDirection;
      message: number;
      data: string | ArrayBuffer | null;
    }
  | { type: 'drop'; connection: number; direction: GateDirection; message: number };
