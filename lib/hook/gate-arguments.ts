import { argument } from './arguments.ts';
import type { NotedArgument } from './arguments.ts';
import { describeError } from './describe-error.ts';
import { listOf, NativeWebSocket } from './native-socket.ts';
import { byteLengthOf } from './page-events.ts';
import {
  apply,
  bufferOfView,
  construct,
  isResizable,
  isSharedBuffer,
  isView,
  safeArray,
} from './primordials.ts';
import { isNativeData } from './snapshot.ts';

/**
 * Arguments have to be converted before the engine can be asked about them: once, in the native's
 * order, by code of the page. What these throw is what the native would have thrown.
 */

const NativeString = String;

/** Converts as a native function does: in Firefox an error names the expression that a script converts. */
const nativeString = (value: unknown): string => apply(NativeString, undefined, [value]) as string;

/** An address of which no socket can be made: its constructor converts both arguments, and throws. */
const NO_ADDRESS = 'ws://[';

/** Converts the constructor's arguments in place; undefined where the native is to throw. */
export function convertArguments(
  args: unknown[],
  protocols: NotedArgument<string[]>,
): { url: string; protocols: string[] } | undefined {
  if (args.length === 0 || typeof args[0] === 'symbol') return undefined;
  const url = nativeString(args[0]);
  args[0] = url;
  const list = args.length > 1 ? convertProtocols(args[1], protocols) : safeArray<string>();
  if (!list) return undefined;
  if (args.length > 1) args[1] = listOf(list);
  return { url, protocols: list };
}

function convertProtocols(
  argument: unknown,
  { result }: NotedArgument<string[]>,
): string[] | undefined {
  if (typeof argument === 'symbol') return undefined;
  if (typeof argument !== 'object' && typeof argument !== 'function') return result() ?? undefined;
  try {
    construct(NativeWebSocket, [NO_ADDRESS, argument]);
  } catch (error) {
    if (describeError(error).name !== 'SyntaxError') throw error;
  }
  return result() ?? undefined;
}

/** Arguments of a `close()`, converted; null where not given. */
export interface CloseArguments {
  code: number | null;
  reason: string | null;
}

/** Converts the arguments of `close()` in place; undefined where only the native can say what they are. */
export function convertClose(args: unknown[]): CloseArguments | undefined {
  let code: number | null = null;
  let reason: string | null = null;
  const first = argument(args, 0);
  const second = argument(args, 1);
  if (isNumberless(first) || typeof second === 'symbol') return undefined;
  if (first !== undefined) args[0] = code = +(first as number);
  if (second !== undefined) args[1] = reason = `${second as string}`;
  if (code === null ? reason !== null : code !== 1000 && !(code >= 3000 && code <= 4999))
    return undefined;
  if (code !== null && code % 1 !== 0) return undefined;
  return reason === null || byteLengthOf(reason) <= 123 ? { code, reason } : undefined;
}

const isNumberless = (value: unknown): boolean =>
  typeof value === 'symbol' || typeof value === 'bigint';

/** Converts the argument of `send()`. */
export const sendable = (data: unknown): unknown =>
  isNativeData(data) ? data : nativeString(data);

/** Whether `send()` refuses it, as others could change it or its length: that is the native's to say. */
export function isRefused(data: unknown): boolean {
  const buffer = isView(data) ? bufferOfView(data) : data;
  return isSharedBuffer(buffer) || isResizable(buffer);
}
