import {
  apply,
  construct,
  createSafeMap,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  isV8,
  NO_ARGUMENTS,
  reader,
  setPrototypeOf,
} from './primordials.ts';
import type { SafeMap } from './primordials.ts';
import { passOn } from './mask.ts';
import { binaryTypeOf, nativeSetBinaryType, prototype } from './native-socket.ts';

const NativeEventTarget = EventTarget;
const { addEventListener, removeEventListener } = EventTarget.prototype;
const eventTargetPrototype = EventTarget.prototype;
const { preventDefault } = Event.prototype;
const NativeURL = URL;
const hrefOf = reader<string>(URL.prototype, 'href');
const schemeOf = reader<string>(URL.prototype, 'protocol');
const { set: setScheme } = getOwnPropertyDescriptor(
  URL.prototype,
  'protocol',
) as Required<PropertyDescriptor>;
const { indexOf, charCodeAt } = String.prototype;
/** Workers have no document; there no rules are. */
const baseOf = typeof Node === 'function' ? reader<string>(Node.prototype, 'baseURI') : undefined;

/** What a socket keeps that is none of the browser's; the page's object is a bare event target. */
export interface SimulatedSocket {
  /** Its `url`. */
  readonly address: string;
  /** Its `protocol` and `extensions`. */
  agreed: string;
  offers: string;
  /** Its `binaryType`. */
  bytesAs: string;
  /** Its `onopen` and so on, by type of event. */
  readonly handlers: SafeMap<string, { handler: unknown }>;
}

/** What is simulated of a socket that is not open yet. */
export const newSimulatedSocket = (address: string): SimulatedSocket => ({
  address,
  agreed: '',
  offers: '',
  bytesAs: 'blob',
  handlers: createSafeMap(),
});

const isObject = (value: unknown): boolean =>
  typeof value === 'function' || (typeof value === 'object' && value !== null);

/** The page's object: an event target of the browser's with the prototype that the page expects. */
export function newEventTarget(newTarget: unknown): WebSocket {
  const target = construct(NativeEventTarget, NO_ARGUMENTS, newTarget as () => void) as WebSocket;
  // Where `newTarget` has none, it is that of what is constructed. A bound function has EventTarget's.
  const isDefault = getPrototypeOf(target) === eventTargetPrototype;
  if (isDefault && !isObject((newTarget as typeof WebSocket).prototype))
    setPrototypeOf(target, prototype);
  return target;
}

/** An address as `url` would show it; undefined where the native constructor refuses it. */
export function addressOf(url: string): string | undefined {
  // Firefox takes none, though the standard has it relative to the page.
  if (url === '' && !isV8) return undefined;
  try {
    const parsed = new NativeURL(url, baseOf?.(document));
    const scheme = schemeOf(parsed);
    if (scheme === 'http:') apply(setScheme, parsed, ['ws:']);
    else if (scheme === 'https:') apply(setScheme, parsed, ['wss:']);
    else if (scheme !== 'ws:' && scheme !== 'wss:') return undefined;
    const address = hrefOf(parsed);
    return (apply(indexOf, address, ['#']) as number) < 0 ? address : undefined;
  } catch {
    return undefined;
  }
}

/** Whether the native constructor takes them: tokens, and each of them once. */
export function areProtocols(protocols: string[]): boolean {
  const seen = createSafeMap<string, true>();
  for (let i = 0; i < protocols.length; i += 1) {
    const protocol = protocols[i] as string;
    if (seen.look(protocol) || !isToken(protocol)) return false;
    seen.put(protocol, true);
  }
  return true;
}

/** RFC 9110, 5.6.2. */
function isToken(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const unit = apply(charCodeAt, text, [i]) as number;
    if (unit < 0x21 || unit > 0x7e) return false;
    if ((apply(indexOf, '()<>@,;:\\"/[]?={}', [text[i]]) as number) >= 0) return false;
  }
  return text.length > 0;
}

/** The event handler that the page set; null where it set none. */
export const handlerOf = (simulated: SimulatedSocket, type: string): unknown =>
  simulated.handlers.look(type)?.handler ?? null;

/**
 * Sets an event handler as HTML has it (8.1.8.1): it is called in the place among the listeners
 * where it was first set, until it is taken off.
 */
export function setHandler(
  socket: object,
  { handlers }: SimulatedSocket,
  type: string,
  value: unknown,
): void {
  const current = handlers.look(type) as Handler | undefined;
  if (!isObject(value)) {
    if (current) apply(removeEventListener, socket, [type, current.called, false]);
    handlers.drop(type);
  } else if (current) current.handler = value;
  else {
    const set: Handler = {
      handler: value,
      called: (event) => {
        if (typeof set.handler !== 'function') return;
        if (apply(set.handler, socket, [event]) === false)
          apply(preventDefault, event, NO_ARGUMENTS);
      },
    };
    handlers.put(type, set);
    apply(addEventListener, socket, [type, set.called, false]);
  }
}

interface Handler {
  handler: unknown;
  called: (event: Event) => void;
}

/**
 * Sets `binaryType`; anything but its two values is ignored. What converting it throws is the native's
 * error where there is one behind.
 */
export function setBinaryType(
  simulated: SimulatedSocket,
  backing: WebSocket | undefined,
  value: unknown,
  trap: unknown,
): boolean {
  if (backing) passOn(nativeSetBinaryType, backing, [value], trap);
  const type = backing ? binaryTypeOf(backing) : `${value as string}`;
  if (type === simulated.bytesAs || (type !== 'blob' && type !== 'arraybuffer')) return false;
  simulated.bytesAs = type;
  return true;
}
