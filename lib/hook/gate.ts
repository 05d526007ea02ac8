import type { GateReport } from '../protocol/commands.ts';
import { EventFlag } from '../protocol/events.ts';
import type { GateAnswer, GateCommandSent } from '../protocol/gate.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { argument } from './arguments.ts';
import { createAsker, PASS } from './ask-engine.ts';
import { convertArguments, convertClose, isRefused, sendable } from './gate-arguments.ts';
import { createJudge } from './gate-judge.ts';
import { bufferedOfGated, isBehind, stateOfGated } from './gated-socket.ts';
import type { GatedSocket } from './gated-socket.ts';
import { createGatedSockets, NOT_OPEN } from './gated-sockets.ts';
import {
  closeAsGiven,
  dataOf,
  protocolOf,
  sendAsGiven,
  stateOf,
  stopEvent,
  typeOf,
  urlOf,
} from './native-socket.ts';
import { badClose, noArgument, stillConnecting } from './page-errors.ts';
import { byteLengthOf } from './page-events.ts';
import { timestamp } from './primordials.ts';
import type { Intercept, Recorder } from './recorder.ts';
import { createSimulator } from './simulate.ts';
import { addressOf, areProtocols } from './simulated-socket.ts';

/** Stands between the sockets of a realm and the page. */
export type Gate = ReturnType<typeof createGate>;

/**
 * Makes the gate. It decides nothing: while it is on it asks the engine of rules about each
 * construction, send, close and event, and does as it is told.
 */
export function createGate(recorder: Recorder, report: (report: GateReport) => void) {
  let on = false;
  /** The number of the last connection that was asked about. */
  let newest = 0;

  const sockets = createGatedSockets(
    recorder,
    () => {
      recorder.intercept = intercept;
    },
    gone,
  );
  const asker = createAsker(report, () => turn(false));
  const judge = createJudge(
    recorder,
    sockets,
    asker,
    () => on,
    (early) => carryOut(early),
  );
  const { simulate, back } = createSimulator(recorder, sockets, judge);

  /** The engine may forget a connection of which it would hear no more. */
  function gone(connection: number): void {
    if (on) report({ type: 'ask', question: { type: 'gone', connection, at: timestamp() } });
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
      // What is no WebSocket has no gate.
      if (observed.obey) return;
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

  const intercept: Intercept = {
    constructs(args, newTarget, protocols, trap) {
      if (!on) return undefined;
      const asked = convertArguments(args, protocols);
      const address = asked && addressOf(asked.url);
      if (!asked || address === undefined || !areProtocols(asked.protocols)) return undefined;
      let answer: GateAnswer = PASS;
      recorder.guard(() => {
        // Where it is not there, its constructor threw.
        if (newest > 0 && !recorder.live.look(newest)) gone(newest);
        newest = recorder.connections + 1;
        answer = asker.ask({
          type: 'construct',
          connection: newest,
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
        if (state === ReadyState.Open) isDone = judge.judgeSend(observed, data, isNative);
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
        if (state === ReadyState.Open) isDone = judge.judgeClose(observed, code, reason, isNative);
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
      if (judge.keeps(observed, event, observed.socket)) {
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
      asker.answered(command.answer);
      return '';
    }
    const observed = recorder.live.look(command.connection);
    if (!observed || observed.obey) return NOT_OPEN;
    const gated = sockets.peek(observed);
    if (asker.comesEarly(command)) return '';
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
