import { takeThrownByPage } from './arguments.ts';
import { apply, getOwnPropertyDescriptor } from './primordials.ts';

const NativeError = Error;
const { captureStackTrace } = Error as {
  captureStackTrace?: (target: object, above: unknown) => void;
};

/**
 * The page's call stack, as the browser formats it, without the frames of `above` and what it
 * called. V8 formats by `Error.prepareStackTrace`: where a page has set that, the stack is empty,
 * as its code is not to be run.
 */
export function callStack(above: unknown): string {
  if (getOwnPropertyDescriptor(NativeError, 'prepareStackTrace')) return '';
  const holder = { __proto__: null, stack: '' };
  if (!captureStackTrace) return new NativeError().stack ?? '';
  apply(captureStackTrace, NativeError, [holder, above]);
  return holder.stack;
}

/** Takes the hook's own frames out of the stack of an error that the page is about to see. */
export function hideFrames(error: unknown, above: unknown): void {
  if (takeThrownByPage(error) || !captureStackTrace) return;
  if (getOwnPropertyDescriptor(error as object, 'stack')?.configurable)
    apply(captureStackTrace, NativeError, [error, above]);
}
