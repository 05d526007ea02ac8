import { EventFlag } from '../protocol/events.ts';
import type { GateCommandSent } from '../protocol/gate.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import type { Asker } from './ask-engine.ts';
import { bufferedOfGated, fallBehind } from './gated-socket.ts';
import { hold } from './gated-sockets.ts';
import type { GatedSockets } from './gated-sockets.ts';
import { closeDetailOf, dataOf, extensionsOf, protocolOf, typeOf } from './native-socket.ts';
import { timestamp } from './primordials.ts';
import type { ObservedSocket, Recorder } from './recorder.ts';

/** What does with messages, ends and calls as the engine answers. */
export type Judge = ReturnType<typeof createJudge>;

/** Makes it; `obey` carries out what the engine told of a message before that was taken. */
export function createJudge(
  recorder: Recorder,
  sockets: GatedSockets,
  asker: Asker,
  isOn: () => boolean,
  obey: (command: GateCommandSent) => void,
) {
  /** Whether the engine keeps a message from the page, for now or for ever. */
  function keepsMessage(observed: ObservedSocket, received: unknown): boolean {
    const { answer, message, early } = asker.askAbout('receive', observed, received);
    const data = received as string | ArrayBuffer | Blob;
    switch (answer.do) {
      case 'take': {
        const gated = sockets.of(observed);
        fallBehind(gated);
        hold(gated, 'receive', message, data);
        recorder.received(observed, data, EventFlag.Held);
        if (early) obey(early);
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
    if (!isOn()) return false;
    const type = typeOf(event);
    if (type === 'message') return keepsMessage(observed, dataOf(event));
    const asked = { connection: observed.id, at: timestamp() };
    if (type === 'open') {
      const detail = { protocol: protocolOf(backing), extensions: extensionsOf(backing) };
      const taken = asker.ask({ type: 'opened', ...asked, ...detail });
      const gated = sockets.look(observed.socket);
      if (taken.do !== 'take' || !gated?.simulated) return false;
      gated.heldOpened = detail;
      return true;
    }
    if (type === 'error') {
      if (asker.ask({ type: 'failed', ...asked }).do !== 'take') return false;
      const gated = sockets.of(observed);
      fallBehind(gated);
      gated.heldFailed = true;
      return true;
    }
    const detail = closeDetailOf(event);
    if (asker.ask({ type: 'closed', ...asked, ...detail }).do !== 'take') return false;
    const gated = sockets.of(observed);
    fallBehind(gated);
    gated.heldClosed = detail;
    return true;
  }

  /** Deals with a valid `send()` of a socket that is OPEN to the page. */
  function judgeSend(observed: ObservedSocket, sent: unknown, isNative: boolean): boolean {
    const gated = sockets.peek(observed);
    if (!isOn()) {
      if (!isNative) sockets.transmit(gated, sent, 0);
      return !isNative;
    }
    const { answer, message, data, early } = asker.askAbout('send', observed, sent);
    const before = bufferedOfGated(gated);
    switch (answer.do) {
      case 'take':
        hold(sockets.of(observed), 'send', message, data);
        recorder.sent(observed, sent, before, EventFlag.Held);
        if (early) obey(early);
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
    const isTaken = isOn() && asker.ask({ type: 'close-call', ...question }).do === 'take';
    if (isNative && !isTaken) return false;
    const gated = sockets.of(observed);
    if (isTaken) fallBehind(gated);
    gated.told = ReadyState.Closing;
    if (isTaken) gated.heldClose = { code, reason };
    else sockets.close(gated, code, reason);
    return true;
  }

  return { keeps, judgeSend, judgeClose };
}
