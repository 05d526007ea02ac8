import { getOwnPropertyDescriptor, getPrototypeOf, reader } from './primordials.ts';

const exceptionName = reader<string>(DOMException.prototype, 'name');
const exceptionMessage = reader<string>(DOMException.prototype, 'message');
const { isError } = Error as unknown as { isError?: (value: unknown) => boolean };
const typeErrorPrototype = TypeError.prototype;

/** Name and message of a thrown value; empty where reading them could run code of the page. */
export function describeError(error: unknown): { name: string; message: string } {
  try {
    return { name: exceptionName(error), message: exceptionMessage(error) };
  } catch {
    // Not a DOMException. A Proxy is no Error for `isError`, so that no trap of one runs.
    if (!isError?.(error)) return { name: '', message: '' };
    const message: unknown = getOwnPropertyDescriptor(error as object, 'message')?.value;
    return {
      name: getPrototypeOf(error) === typeErrorPrototype ? 'TypeError' : 'Error',
      message: typeof message === 'string' ? message : '',
    };
  }
}
