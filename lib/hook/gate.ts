import type { GateReport } from '../protocol/commands.ts';
import { EventFlag } from '../protocol/events.ts';
import type { GateAnswer, GateCommandSent, GateQuestionSent } from '../protocol/gate.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { argument } from './arguments.ts';
import { callStack } from './call-stack.ts';
import { convertArguments, convertClose, isRefused, sendable } from './gate-arguments.ts';
import {
  bufferedOfGated,
  fallBehind,
  isBehind,
  newGatedSocket,
  stateOfGated,
} from './gated-socket.ts';
import type { GatedSocket } from './gated-socket.ts';
import { createGatedSockets, hold, NOT_OPEN } from './gated-sockets.ts';
import {
  closeAsGiven,
  closeDetailOf,
  dataOf,
  extensionsOf,
  listen,
  listOf,
  NativeWebSocket,
  protocolOf,
  sendAsGiven,
  stateOf,
  stopEvent,
  typeOf,
  urlOf,
} from './native-socket.ts';
import { badClose, noArgument, stillConnecting } from './page-errors.ts';
import { byteLengthOf } from './page-events.ts';
import { construct, timestamp } from './primordials.ts';
import type { Intercept, ObservedSocket, Recorder } from './recorder.ts';
import { addressOf, areProtocols, newEventTarget, newSimulatedSocket } from './simulated-socket.ts';
import { snapshotOf } from './snapshot.ts';

const PASS: GateAnswer = { do: 'pass' };

/** Stands between the sockets of a realm and the page. */
export type Gate = ReturnType<typeof createGate>;

/**
 * Makes the gate. It decides nothing: while it is on it asks the engine of rules about each
 * construction, send, close and event, and does as it is told.
 */
export function createGate(recorder: Recorder, report: (report: GateReport) => void) {
  let on = false;
  let given: GateAnswer | undefined;
  /** The message that is asked about, and what the engine told of it before it answered. */
  let asking: { id: number; message: number; early: GateCommandSent | undefined } | undefined;

  const sockets = createGatedSockets(recorder, () => {
    recorder.intercept = intercept;
  });

  /** Asks, and is answered before it returns. While the engine answers it may give commands. */
  function ask(question: GateQuestionSent): GateAnswer {
    const outer = given;
    given = undefined;
    report({ type: 'ask', question });
    const answer = given as GateAnswer | undefined;
    given = outer;
    if (!answer) {
      // Nobody is there any more.
      turn(false);
      return PASS;
    }
    if (answer.do !== 'break') return answer;
    pauseHere();
    return answer.then;
  }

  function askAboutMessage(
    direction: 'send' | 'receive',
    { id, messages }: ObservedSocket,
    data: unknown,
  ): {
    answer: GateAnswer;
    data: string | ArrayBuffer | Blob;
    index: number;
    early: GateCommandSent | undefined;
  } {
    const payload = snapshotOf(data).payload ?? '';
    const message = messages + 1;
    const outer = asking;
    const current = { id, message, early: undefined };
    asking = current;
    const question = { connection: id, at: timestamp(), message, data: payload };
    const answer = ask({ type: direction, ...question });
    asking = outer;
    return { answer, data: payload, index: message, early: current.early };
  }

  /** Whether the engine keeps a message from the page, for now or for ever. */
  function keepsMessage(observed: ObservedSocket, received: unknown): boolean {
    const { answer, index, early } = askAboutMessage('receive', observed, received);
    const data = received as string | ArrayBuffer | Blob;
    switch (answer.do) {
      case 'take': {
        const gated = sockets.of(observed);
        fallBehind(gated);
        hold(gated, 'receive', index, data);
        recorder.received(observed, data, EventFlag.Held);
        if (early) carryOut(early);
        return true;
      }
      case 'block':
      case 'replace':
        recorder.received(observed, data, EventFlag.Blocked);
        if (answer.do === 'replace')
          sockets.deliver(sockets.peek(observed), answer.data, EventFlag.Modified);
        return true;
      default:
        return false;
    }
  }

  /** Whether the engine keeps an event from the page, for now or for ever. */
  function keeps(observed: ObservedSocket, event: Event, backing: WebSocket): boolean {
    if (!on) return false;
    const type = typeOf(event);
    if (type === 'message') return keepsMessage(observed, dataOf(event));
    const asked = { connection: observed.id, at: timestamp() };
    if (type === 'open') {
      const detail = { protocol: protocolOf(backing), extensions: extensionsOf(backing) };
      const taken = ask({ type: 'opened', ...asked, ...detail });
      const gated = sockets.look(observed.socket);
      if (taken.do !== 'take' || !gated?.simulated) return false;
      gated.heldOpened = detail;
      return true;
    }
    if (type === 'error') {
      if (ask({ type: 'failed', ...asked }).do !== 'take') return false;
      const gated = sockets.of(observed);
      fallBehind(gated);
      gated.heldFailed = true;
      return true;
    }
    const detail = closeDetailOf(event);
    if (ask({ type: 'closed', ...asked, ...detail }).do !== 'take') return false;
    const gated = sockets.of(observed);
    fallBehind(gated);
    gated.heldClosed = detail;
    return true;
  }

  /** What a simulated socket hears of the native one behind it. */
  function heardBehind(gated: GatedSocket, backing: WebSocket, event: Event): void {
    const observed = gated.subject;
    if (gated.over || keeps(observed, event, backing)) return;
    const type = typeOf(event);
    if (type === 'message') sockets.deliver(gated, dataOf(event) as string | ArrayBuffer | Blob, 0);
    else if (type === 'open')
      sockets.open(gated, { protocol: protocolOf(backing), extensions: extensionsOf(backing) });
    else if (type === 'error') sockets.fail(gated, 0);
    else sockets.finish(gated, closeDetailOf(event), 0);
  }

  /** The page's own event of a socket that it believes to have ended. */
  function withhold({ subject: observed }: GatedSocket, event: Event): void {
    const type = typeOf(event);
    if (type === 'message') recorder.received(observed, dataOf(event), EventFlag.Withheld);
    if (type !== 'close') return;
    sockets.live.drop(observed.id);
    rest();
  }

  /** Goes out of the way, unless some socket still needs it. */
  function rest(): void {
    if (!on && sockets.unmask()) recorder.intercept = undefined;
  }

  function turn(now: boolean): void {
    if (on === now) return;
    on = now;
    if (!on) {
      sockets.live.each(sockets.letGo);
      rest();
      return;
    }
    // Before any socket needs it: what the page takes off the prototype from now on will answer, too.
    sockets.mask();
    recorder.live.each((observed) => {
      const gated = sockets.peek(observed);
      const { backing } = gated;
      report({
        type: 'ask',
        question: {
          type: 'present',
          connection: observed.id,
          at: timestamp(),
          url: gated.simulated?.address ?? urlOf(observed.socket),
          protocol: backing ? protocolOf(backing) : '',
          readyState: stateOfGated(gated),
          message: observed.messages,
        },
      });
    });
  }

  /** Deals with a valid `send()` of a socket that is OPEN to the page. */
  function judgeSend(observed: ObservedSocket, sent: unknown, isNative: boolean): boolean {
    const gated = sockets.peek(observed);
    if (!on) {
      if (!isNative) sockets.transmit(gated, sent, 0);
      return !isNative;
    }
    const { answer, index, data, early } = askAboutMessage('send', observed, sent);
    const before = bufferedOfGated(gated);
    switch (answer.do) {
      case 'take':
        hold(sockets.of(observed), 'send', index, data);
        recorder.sent(observed, sent, before, EventFlag.Held);
        if (early) carryOut(early);
        return true;
      case 'block':
      case 'replace':
        recorder.sent(observed, sent, before, EventFlag.Blocked);
        if (answer.do === 'replace') sockets.transmit(gated, answer.data, EventFlag.Modified);
        return true;
      default:
        if (isNative) return false;
        sockets.transmit(gated, sent, 0);
        return true;
    }
  }

  /** Deals with a valid `close()` of a socket that is OPEN to the page. */
  function judgeClose(
    observed: ObservedSocket,
    code: number | null,
    reason: string | null,
    isNative: boolean,
  ): boolean {
    const question = { connection: observed.id, at: timestamp(), code, reason };
    const isTaken = on && ask({ type: 'close-call', ...question }).do === 'take';
    if (isNative && !isTaken) return false;
    const gated = sockets.of(observed);
    if (isTaken) fallBehind(gated);
    gated.told = ReadyState.Closing;
    if (isTaken) gated.heldClose = { code, reason };
    else sockets.close(gated, code, reason);
    return true;
  }

  /** Builds the page's object where it is not to be the native one. */
  function simulate(
    address: string,
    protocols: string[],
    backing: { url: string; protocols: string[] } | null,
    newTarget: unknown,
    trap: unknown,
  ): object {
    const socket = newEventTarget(newTarget);
    const gated = newGatedSocket(undefined as never, undefined, newSimulatedSocket(address));
    sockets.add(gated, socket);
    recorder.guard(() => {
      recorder.constructed(
        socket,
        { url: address, protocols, stack: callStack(trap) },
        EventFlag.Modified,
      );
      gated.subject = recorder.find(socket) as ObservedSocket;
      sockets.live.put(gated.subject.id, gated);
      if (backing) back(gated, backing.url, backing.protocols);
    });
    return socket;
  }

  function back(gated: GatedSocket, url: string, protocols: string[]): void {
    try {
      const native = construct(NativeWebSocket, [url, listOf(protocols)]) as WebSocket;
      gated.backing = native;
      const heard = (event: Event): void => recorder.guard(() => heardBehind(gated, native, event));
      listen(native, 'open', heard);
      listen(native, 'message', heard);
      listen(native, 'error', heard);
      listen(native, 'close', heard);
    } catch {
      // Where the browser makes no such socket, the page sees that none could be connected.
      sockets.failSoon(gated);
    }
  }

  const intercept: Intercept = {
    constructs(args, newTarget, protocols, trap) {
      if (!on) return undefined;
      const asked = convertArguments(args, protocols);
      const address = asked && addressOf(asked.url);
      if (!asked || address === undefined || !areProtocols(asked.protocols)) return undefined;
      let answer: GateAnswer = PASS;
      recorder.guard(() => {
        answer = ask({
          type: 'construct',
          connection: recorder.connections + 1,
          at: timestamp(),
          url: address,
          protocols: asked.protocols,
        });
      });
      const { do: what } = answer as GateAnswer;
      if (what !== 'simulate') return undefined;
      const { backing } = answer as Extract<GateAnswer, { do: 'simulate' }>;
      return simulate(address, asked.protocols, backing, newTarget, trap);
    },

    sends(observed, args) {
      const gated = sockets.look(observed.socket);
      const isNative = !gated || (!gated.simulated && !isBehind(gated));
      if (!on && isNative) return false;
      let data = argument(args, 0);
      const isOdd = args.length === 0 || typeof data === 'symbol';
      if (!isOdd) args[0] = data = sendable(data);
      const state = recorder.seenState(observed);
      const isCertain = !isOdd && !isRefused(data);
      if (isNative && (state !== ReadyState.Open || !isCertain)) return false;
      // The socket behind it throws what a native one throws, where there is one.
      const { backing } = gated ?? sockets.peek(observed);
      const isBoth = backing && stateOf(backing) === state;
      if (isBoth && (!isCertain || state === ReadyState.Connecting)) {
        sendAsGiven(backing, args);
        recorder.guard(() => recorder.sent(observed, data, 0, 0));
        return true;
      }
      if (isOdd) throw noArgument();
      if (state === ReadyState.Connecting) throw stillConnecting();
      let isDone = !isNative;
      recorder.guard(() => {
        if (state === ReadyState.Open) isDone = judgeSend(observed, data, isNative);
        else if (gated) {
          const before = bufferedOfGated(gated);
          gated.extra += byteLengthOf(data as string);
          recorder.sent(observed, data, before, 0);
        }
      });
      return isDone;
    },

    closes(observed, args) {
      const gated = sockets.look(observed.socket);
      const isNative = !gated || (!gated.simulated && !isBehind(gated));
      if (!on && isNative) return false;
      const converted = convertClose(args);
      const state = recorder.seenState(observed);
      if (isNative && (!converted || state !== ReadyState.Open)) return false;
      if (!converted) {
        const { backing } = gated ?? sockets.peek(observed);
        if (!backing) throw badClose();
        closeAsGiven(backing, args);
        return true;
      }
      if (state > ReadyState.Open) return true;
      const { code, reason } = converted;
      let isDone = !isNative;
      recorder.guard(() => {
        if (state === ReadyState.Open) isDone = judgeClose(observed, code, reason, isNative);
        else if (gated) {
          gated.told = ReadyState.Closing;
          if (gated.simulated) sockets.failSoon(gated);
        }
      });
      return isDone;
    },

    hears(observed, event) {
      const gated = sockets.look(observed.socket);
      if (gated?.simulated) return true;
      if (gated?.over) {
        stopEvent(event);
        withhold(gated, event);
        return true;
      }
      if (keeps(observed, event, observed.socket)) {
        stopEvent(event);
        return true;
      }
      const type = typeOf(event);
      if (gated && (type === 'error' || type === 'close')) gated.told = ReadyState.Closed;
      if (gated && type === 'close') sockets.leave(gated);
      return false;
    },

    stateSeen(observed) {
      const gated = sockets.look(observed.socket);
      return gated && stateOfGated(gated);
    },

    bufferedSeen(observed) {
      const gated = sockets.look(observed.socket);
      return gated && bufferedOfGated(gated);
    },
  };

  /** What the engine says; returns what went wrong, or an empty string. */
  function carryOut(command: GateCommandSent): string {
    if (command.type === 'gate') {
      turn(command.on);
      return '';
    }
    if (command.type === 'answer') {
      given = command.answer;
      return '';
    }
    const observed = recorder.live.look(command.connection);
    if (!observed) return NOT_OPEN;
    const gated = sockets.peek(observed);
    const isEarly =
      (command.type === 'forward' || command.type === 'drop') &&
      asking?.id === observed.id &&
      asking.message === command.message;
    if (asking && isEarly) {
      asking.early = command;
      return '';
    }
    switch (command.type) {
      case 'forward':
        return sockets.forward(gated, command.direction, command.message, command.data);
      case 'drop':
        return sockets.drop(gated, command.direction, command.message);
      case 'release':
        return sockets.release(gated, command.what);
      case 'inject':
        return command.direction === 'send'
          ? sendInjected(gated, command.data)
          : sockets.deliver(gated, command.data, EventFlag.Injected);
      case 'back':
        if (gated.backing || gated.told !== ReadyState.Connecting) return 'It is not connecting.';
        back(gated, command.backing.url, command.backing.protocols);
        return '';
      case 'open':
        return sockets.open(gated, {
          protocol: command.protocol,
          extensions: command.extensions,
        });
      case 'close':
        sockets.close(gated, command.code, command.reason);
        return '';
      case 'end':
        sockets.end(sockets.of(observed), command, command.failed);
        return '';
    }
  }

  function sendInjected(gated: GatedSocket, data: string | ArrayBuffer): string {
    const { backing, told } = gated;
    if ((backing ? stateOf(backing) : told) !== ReadyState.Open) return NOT_OPEN;
    sockets.transmit(gated, data, EventFlag.Injected);
    return '';
  }

  return {
    sockets,
    sendInjected,

    /** Does what the engine says, and tells it what came of that. */
    obey(command: GateCommandSent): void {
      let error = '';
      recorder.guard(() => {
        error = carryOut(command);
      });
      if (command.type !== 'answer') report({ type: 'told', error });
    },
  };
}

/** Here DevTools stop where a rule says so; the page’s own call stack is below. */
function pauseHere(): void {
  // oxlint-disable-next-line no-debugger -- it is what the user asked for
  debugger;
}
