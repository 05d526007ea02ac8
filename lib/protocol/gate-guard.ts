import type { GateData, GateQuestion } from './gate.ts';

/** Subprotocols that one constructor is believed to have asked for at most. */
const MAX_PROTOCOLS = 1000;

/**
 * A question of the gate as it crossed, which a page could forge, as an object of one's own; undefined where it is
 * none. Each field is read once, and nothing of the page's is kept.
 * @param own takes data over into this world; undefined for what is none
 */
export function readGateQuestion(
  value: unknown,
  own: (data: unknown) => GateData | undefined,
): GateQuestion | undefined {
  try {
    return isObject(value) ? readFields(value, own) : undefined;
  } catch {
    // Where worlds do not clone what they show each other, a field may be anything.
    return undefined;
  }
}

type Loose = Record<string, unknown>;

function readFields(
  value: Loose,
  own: (data: unknown) => GateData | undefined,
): GateQuestion | undefined {
  const { type, connection, at: time } = value;
  if (!isCount(connection) || connection === 0 || !isTime(time)) return undefined;
  switch (type) {
    case 'construct': {
      const protocols = readStrings(value.protocols);
      const { url } = value;
      return isString(url) && protocols ? { type, connection, time, url, protocols } : undefined;
    }
    case 'send':
    case 'receive': {
      const { message: index } = value;
      const data = own(value.data);
      if (!isCount(index) || data === undefined) return undefined;
      return { type, connection, time, index, data, size: sizeOf(data) };
    }
    case 'close-call': {
      const { code, reason } = value;
      if (code !== null && !isCount(code)) return undefined;
      if (reason !== null && !isString(reason)) return undefined;
      return { type, connection, time, code, reason };
    }
    case 'opened': {
      const { protocol, extensions } = value;
      if (!isString(protocol) || !isString(extensions)) return undefined;
      return { type, connection, time, protocol, extensions };
    }
    case 'failed':
    case 'gone':
      return { type, connection, time };
    case 'closed': {
      const { code, reason, wasClean } = value;
      if (!isCount(code) || !isString(reason) || typeof wasClean !== 'boolean') return undefined;
      return { type, connection, time, code, reason, wasClean };
    }
    case 'present': {
      const { url, protocol, readyState: state, message: messages } = value;
      if (!isString(url) || !isString(protocol) || !isCount(state) || !isCount(messages))
        return undefined;
      return { type, connection, time, url, protocol, state, messages };
    }
    default:
      return undefined;
  }
}

function sizeOf(data: GateData): number {
  if (typeof data === 'string') return data.length;
  return data instanceof ArrayBuffer ? data.byteLength : data.size;
}

function readStrings(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const { length } = value;
  if (length > MAX_PROTOCOLS) return undefined;
  const strings: string[] = [];
  for (let i = 0; i < length; i += 1) {
    const item: unknown = value[i];
    if (!isString(item)) return undefined;
    strings.push(item);
  }
  return strings;
}

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isFinite(value);
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;
