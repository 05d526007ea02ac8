import type {
  ConnectionCommand,
  GateReport,
  OpenCommand,
  RuleCommand,
} from '../protocol/commands.ts';
import { EventFlag } from '../protocol/events.ts';
import { describeError } from './describe-error.ts';
import { createGate } from './gate.ts';
import type { Gate } from './gate.ts';
import { NOT_OPEN } from './gated-sockets.ts';
import { listOf, NativeWebSocket, urlOf } from './native-socket.ts';
import { construct } from './primordials.ts';
import type { Recorder } from './recorder.ts';

/** Made for the realm by the first command. */
let gate: Gate | undefined;

/**
 * Carries out a command of the panel; returns what went wrong, or an empty string. The engine of rules
 * is told by `report`: nothing is returned to it.
 */
export function carryOut(
  command: ConnectionCommand | OpenCommand | RuleCommand,
  recorder: Recorder,
  report: (report: GateReport) => void,
): string | undefined {
  try {
    gate ??= createGate(recorder, report);
    if (command.type === 'rule') {
      gate.obey(command.command);
      return undefined;
    }
    if (command.type === 'open') return open(command, recorder);
    const observed = recorder.live.look(command.connection);
    if (!observed) return NOT_OPEN;
    if (observed.obey) return observed.obey(command);
    const { sockets } = gate;
    if (command.type === 'end') {
      sockets.end(sockets.of(observed), command, command.failed);
      return '';
    }
    const gated = sockets.peek(observed);
    if (command.type === 'send') return gate.sendInjected(gated, command.data);
    if (command.type === 'deliver') return sockets.deliver(gated, command.data, EventFlag.Injected);
    const { code, reason } = command;
    sockets.close(gated, code, reason);
    recorder.closeCalled(observed, code, reason, EventFlag.Injected);
    return '';
  } catch (error) {
    const { name, message } = describeError(error);
    return `${name}: ${message}`;
  }
}

function open({ url, protocols }: OpenCommand, recorder: Recorder): string {
  const socket = construct(NativeWebSocket, [url, listOf(protocols)]) as WebSocket;
  recorder.constructed(socket, { url: urlOf(socket), protocols, stack: '' }, EventFlag.Injected);
  return '';
}
