import type { BrowserName } from '../../scripts/browsers/session.ts';
import type { Mode } from './run-cases.ts';

/** Why a case differs from native in a mode of the gate; that it does is looked at, not how. */
interface GateDifference {
  readonly reason: string;
  readonly only?: BrowserName;
}

const CONVERSION: GateDifference = {
  reason:
    'arguments are converted before the native function is called, which names itself in errors',
};
const NEW_TARGET: GateDifference = {
  reason: 'V8 and SpiderMonkey read the prototype before they convert; to ask, one has to convert',
};
const REALM: GateDifference = {
  reason: 'a simulated socket is known to the WebSocket of its own realm only',
};
const MICROTASKS: GateDifference = {
  reason: 'an event that a script dispatches runs no microtasks between its listeners',
};
const TRUSTED: GateDifference = { reason: 'isTrusted is false, here in words of the case' };

const STAND_INS: GateDifference = {
  reason: 'while the gate is on it stands in for the accessors of a socket, too',
};

const gated: Readonly<Record<string, GateDifference>> = {
  'newTarget: a prototype getter that throws': NEW_TARGET,
  'newTarget: when its prototype is read, relative to the arguments': NEW_TARGET,
  'cyclic prototype by Object.create': STAND_INS,
  'cyclic prototype by itself': STAND_INS,
  'Reflect.setPrototypeOf to a cycle': STAND_INS,
  'arguments and caller': { ...STAND_INS, only: 'firefox' },
  'arguments and caller assigned': { ...STAND_INS, only: 'firefox' },
  structuredClone: { ...STAND_INS, only: 'firefox' },
  'url: null-prototype object': CONVERSION,
  'url conversion that throws': CONVERSION,
  'send: null-prototype object': { ...CONVERSION, only: 'chromium' },
  'events: structuredClone and postMessage of sockets and of their events': {
    ...STAND_INS,
    only: 'chromium',
  },
};

const dispatched: Readonly<Record<string, GateDifference>> = {
  'events: a received event is dispatched again by the page': TRUSTED,
  'leader: listeners added through EventTarget.prototype are called, target and origin are right':
    TRUSTED,
  'events: every property of a message event, in the first listener, the handler and afterwards':
    MICROTASKS,
  'listeners: microtasks run between listeners': MICROTASKS,
  'order: microtasks around open, five messages and close': MICROTASKS,
  'listeners: an error thrown in one is reported once and the others run': {
    only: 'firefox',
    reason:
      'an object that is no listener is reported with the place of the script that dispatches',
  },
  'realms: a socket of a frame works (about:blank)': TRUSTED,
  'realms: a socket of a frame works (same-origin address)': TRUSTED,
  'realms: a socket of a frame works (srcdoc)': TRUSTED,
};

/** By name of the case. */
export const gateDifferences: Partial<Record<Mode, Readonly<Record<string, GateDifference>>>> = {
  gated,
  held: { ...gated, ...dispatched },
  simulated: {
    ...gated,
    ...dispatched,
    'events: structuredClone and postMessage of sockets and of their events': {
      reason: 'the message of a refused clone names the class of the object, here EventTarget',
    },
    'environment: a content security policy report is sent for blocked sockets only': {
      only: 'firefox',
      reason: 'the socket behind it is blocked as a script of the extension made it',
    },
    "realms: Reflect.construct with the other realm's newTarget": REALM,
    'order: sends from several listeners keep theirs': MICROTASKS,
    "realms: methods and accessors of one realm on another realm's socket": REALM,
    'realms: whose errors are thrown': REALM,
  },
};

/**
 * A result as a simulated socket has to give it. Its events are dispatched by a script: they are not
 * trusted, and that script is on the stack while listeners run.
 */
export function asSimulated(result: unknown): unknown {
  if (typeof result !== 'object' || result === null) return result;
  if (Array.isArray(result)) return result.map(asSimulated);
  return Object.fromEntries(
    Object.entries(result).map(([key, value]) => [
      key,
      key === 'isTrusted' ? false : key === 'foreign' ? [] : asSimulated(value),
    ]),
  );
}
