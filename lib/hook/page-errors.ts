import { isV8 } from './primordials.ts';

/**
 * What `send()` and `close()` of a native socket throw, where there is none that could throw it:
 * one that cannot be made without a connection. The words are the browser's own.
 */
const NativeDOMException = DOMException;
const NativeTypeError = TypeError;

const exception = (name: string, method: string, v8: string, others: string): DOMException =>
  new NativeDOMException(
    isV8 ? `Failed to execute '${method}' on 'WebSocket': ${v8}` : others,
    name,
  );

/** Thrown by `send()` while CONNECTING. */
export const stillConnecting = (): DOMException =>
  exception(
    'InvalidStateError',
    'send',
    'Still in CONNECTING state.',
    'An attempt was made to use an object that is not, or is no longer, usable',
  );

/** Thrown by `send()` without an argument. */
export const noArgument = (): TypeError =>
  new NativeTypeError(
    isV8
      ? "Failed to execute 'send' on 'WebSocket': 1 argument required, but only 0 present."
      : 'WebSocket.send: At least 1 argument required, but only 0 passed',
  );

/** Thrown by `close()` with a code that a page may not send, or too long a reason. */
export const badClose = (): DOMException =>
  exception(
    'InvalidAccessError',
    'close',
    'The close code must be either 1000, or between 3000 and 4999.',
    'A parameter or an operation is not supported by the underlying object',
  );
