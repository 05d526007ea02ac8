import type { CommandReply, GateReport, HookCommand, HookReport, WorkerInfo } from './commands.ts';
import type {
  DocumentInfo,
  Left,
  PanelMessage,
  Pong,
  RelayMessage,
  ToPanel,
  ToRelay,
} from './envelope.ts';
import { EventKind, ROW_WIDTH } from './events.ts';
import type {
  CloseCallDetail,
  CloseDetail,
  ConstructDetail,
  ConstructFailedDetail,
  EventBatch,
  OpenDetail,
  SendThrewDetail,
  SettledDetail,
} from './events.ts';

/**
 * What crosses from the page is hostile until it has passed these. They look at shapes only, in
 * time that does not grow with the length of texts, and never throw.
 */

/** Events in one batch at most; the hook sends half of it. */
const MAX_BATCH_EVENTS = 1024;
/** Connections in one list of released messages at most. */
const MAX_RELEASED = 65_536;
/** Subprotocols that one constructor is believed to have asked for at most. */
const MAX_PROTOCOLS = 1000;

type Loose = Record<string, unknown>;

function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null;
}

const isString = (value: unknown): value is string => typeof value === 'string';
const isNumber = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

/** Whether it is for the relay, which passes it on; the panel looks closer. */
export function isHookReport(value: unknown): value is Exclude<HookReport, GateReport> {
  if (!isObject(value)) return false;
  return value.type === 'batch' || value.type === 'reply' || value.type === 'activity';
}

/** Whether a relay's message may be routed. */
export function isRelayMessage(value: unknown): value is RelayMessage {
  if (!isObject(value)) return false;
  if (value.type === 'hello')
    return (
      isString(value.documentId) &&
      isString(value.url) &&
      isNumber(value.timeOrigin) &&
      isWorkerInfoOrNone(value.worker)
    );
  return (value.type === 'batch' || value.type === 'reply') && isString(value.subscriber);
}

/** Whether it is a word of the background to a relay. */
export function isToRelay(value: unknown): value is ToRelay {
  if (!isObject(value)) return false;
  return value.type === 'idle' || (value.type === 'command' && isHookCommand(value.command));
}

function isHookCommand(value: unknown): value is HookCommand {
  if (!isObject(value)) return false;
  if (value.type === 'remove' || value.type === 'settle') return true;
  if (value.type === 'bound') return isCount(value.events) && isCount(value.bytes);
  if (!isString(value.subscriber)) return false;
  switch (value.type) {
    case 'subscribe':
      return isCount(value.from);
    case 'suspend':
    case 'unsubscribe':
      return true;
    case 'acknowledge':
      return isCount(value.seq);
    case 'send':
    case 'deliver':
      return (
        isCount(value.id) &&
        isCount(value.connection) &&
        (isString(value.data) || value.data instanceof ArrayBuffer)
      );
    case 'close':
      return (
        isCount(value.id) &&
        isCount(value.connection) &&
        (value.code === null || isNumber(value.code)) &&
        (value.reason === null || isString(value.reason))
      );
    case 'end':
      return (
        isCount(value.id) &&
        isCount(value.connection) &&
        isCount(value.code) &&
        isString(value.reason) &&
        typeof value.failed === 'boolean'
      );
    case 'open':
      return (
        isCount(value.id) &&
        isString(value.url) &&
        Array.isArray(value.protocols) &&
        value.protocols.length <= MAX_PROTOCOLS &&
        value.protocols.every(isString)
      );
    default:
      return false;
  }
}

/** Whether it is a relay's answer to a `ping`. */
export function isPong(value: unknown): value is Pong {
  return isObject(value) && isString(value.documentId) && isNumber(value.timeOrigin);
}

/** Whether it is a relay's word that its document is left. */
export function isLeft(value: unknown): value is Left {
  return isObject(value) && value.type === 'left' && isNumber(value.leftAt);
}

/** Whether a panel's message may be routed. */
export function isPanelMessage(value: unknown): value is PanelMessage {
  if (!isObject(value)) return false;
  if (value.type === 'navigated' || value.type === 'wake') return true;
  if (value.type === 'command') return isString(value.documentId) && isHookCommand(value.command);
  return (
    value.type === 'attach' &&
    isCount(value.tabId) &&
    isString(value.subscriber) &&
    Array.isArray(value.documents) &&
    value.documents.every(
      (known) => isObject(known) && isString(known.documentId) && isCount(known.frameId),
    )
  );
}

/** Whether it is a word of the background to a panel; a report in it is still to be checked. */
export function isToPanel(value: unknown): value is ToPanel {
  if (!isObject(value)) return false;
  if (value.type === 'attached') return true;
  if (value.type === 'document') return isDocumentInfo(value.document);
  if (value.type === 'navigated') return value.timeOrigin === null || isNumber(value.timeOrigin);
  if (value.type === 'observed') return typeof value.observed === 'boolean';
  if (!isString(value.documentId)) return false;
  return value.type === 'gone' || (value.type === 'report' && isObject(value.report));
}

function isDocumentInfo(value: unknown): value is DocumentInfo {
  return (
    isObject(value) &&
    isString(value.documentId) &&
    (value.browserId === undefined || isString(value.browserId)) &&
    isCount(value.frameId) &&
    isString(value.url) &&
    isNumber(value.timeOrigin) &&
    isWorkerInfoOrNone(value.worker)
  );
}

function isWorkerInfoOrNone(value: unknown): value is WorkerInfo | undefined {
  return value === undefined || isWorkerInfo(value);
}

/** Whether a hook's word for the worker that it is in can be passed on. */
export function isWorkerInfo(value: unknown): value is WorkerInfo {
  return (
    isObject(value) &&
    (value.scope === 'dedicated' || value.scope === 'shared') &&
    isString(value.url) &&
    isString(value.name)
  );
}

/** Whether it is a well-formed reply of a hook. */
export function isCommandReply(value: unknown): value is CommandReply {
  return (
    isObject(value) &&
    value.type === 'reply' &&
    isString(value.subscriber) &&
    isCount(value.id) &&
    isString(value.error)
  );
}

/** Whether it has the frame of a batch; its events are checked one by one. */
export function isEventBatch(value: unknown): value is EventBatch {
  if (!isObject(value) || value.type !== 'batch') return false;
  const { bytes, numbers, payloads, released } = value;
  return (
    isString(value.subscriber) &&
    isCount(value.after) &&
    numbers instanceof Float64Array &&
    Array.isArray(payloads) &&
    payloads.length <= MAX_BATCH_EVENTS &&
    numbers.length === payloads.length * ROW_WIDTH &&
    bytes instanceof ArrayBuffer &&
    released instanceof Float64Array &&
    released.length % 2 === 0 &&
    released.length <= MAX_RELEASED * 2
  );
}

const isData = (value: unknown): boolean =>
  value === null || isString(value) || value instanceof ArrayBuffer || isBlob(value);

const isBlob = (value: unknown): value is Blob =>
  typeof Blob !== 'undefined' && value instanceof Blob;

/** Whether `payload` fits events of `kind`. */
export function isPayloadOf(kind: number, payload: unknown): boolean {
  switch (kind) {
    case EventKind.Send:
    case EventKind.Receive:
      return isData(payload);
    case EventKind.Construct:
      return isConstructDetail(payload);
    case EventKind.ConstructFailed:
      return isConstructFailedDetail(payload);
    case EventKind.Open:
      return isOpenDetail(payload);
    case EventKind.SendThrew:
      return isSendThrewDetail(payload);
    case EventKind.CloseCall:
      return isCloseCallDetail(payload);
    case EventKind.Close:
      return isCloseDetail(payload);
    case EventKind.BinaryType:
    case EventKind.Diagnostic:
      return isString(payload);
    case EventKind.Error:
      return payload === null || isString(payload);
    case EventKind.Settled:
      return isSettledDetail(payload);
    case EventKind.State:
    case EventKind.Buffered:
      return payload === null;
    default:
      return false;
  }
}

function isConstructDetail(value: unknown): value is ConstructDetail {
  return (
    isObject(value) &&
    isString(value.url) &&
    isString(value.stack) &&
    (value.api === undefined || value.api === 'WebSocketStream') &&
    Array.isArray(value.protocols) &&
    value.protocols.length <= MAX_PROTOCOLS &&
    value.protocols.every(isString)
  );
}

function isConstructFailedDetail(value: unknown): value is ConstructFailedDetail {
  return isConstructDetail(value) && hasErrorFields(value);
}

function isOpenDetail(value: unknown): value is OpenDetail {
  return isObject(value) && isString(value.protocol) && isString(value.extensions);
}

function isSendThrewDetail(value: unknown): value is SendThrewDetail {
  return isObject(value) && isData(value.data) && hasErrorFields(value);
}

function isCloseCallDetail(value: unknown): value is CloseCallDetail {
  return (
    isObject(value) &&
    (value.code === null || typeof value.code === 'number') &&
    (value.reason === null || isString(value.reason)) &&
    hasErrorFields(value)
  );
}

function isCloseDetail(value: unknown): value is CloseDetail {
  return (
    isObject(value) &&
    isCount(value.code) &&
    isString(value.reason) &&
    typeof value.wasClean === 'boolean'
  );
}

function isSettledDetail(value: unknown): value is SettledDetail {
  return (
    isObject(value) &&
    isCount(value.message) &&
    (value.fate === 'forwarded' || value.fate === 'replaced' || value.fate === 'dropped')
  );
}

function hasErrorFields(value: object): boolean {
  const { errorName, errorMessage } = value as Loose;
  return isString(errorName) && isString(errorMessage);
}
