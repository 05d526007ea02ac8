import { takeThrownByPage } from './arguments.ts';
import { apply, defineProperty, getOwnPropertyDescriptor } from './primordials.ts';

const NativeError = Error;
const { captureStackTrace } = Error as {
  captureStackTrace?: (target: object, above: unknown) => void;
};

/**
 * The page's call stack, as the browser formats it, without the frames of `above` and what it
 * called; empty where taking it would run code of the page.
 */
export function callStack(above: unknown): string {
  // V8 formats a stack by `Error.prepareStackTrace`, which a page may have set: not to be run.
  const hook = getOwnPropertyDescriptor(NativeError, 'prepareStackTrace');
  if (hook && (hook.get || hook.set || !hook.configurable)) return '';
  if (hook?.value !== undefined) {
    defineProperty(NativeError, 'prepareStackTrace', {
      __proto__: null,
      ...hook,
      value: undefined,
    } as PropertyDescriptor);
    try {
      return rawStack(above);
    } finally {
      defineProperty(NativeError, 'prepareStackTrace', { __proto__: null, ...hook } as never);
    }
  }
  return rawStack(above);
}

function rawStack(above: unknown): string {
  const holder: { stack?: unknown } = { stack: '' };
  if (captureStackTrace) apply(captureStackTrace, NativeError, [holder, above]);
  else holder.stack = new NativeError().stack;
  return typeof holder.stack === 'string' ? holder.stack : '';
}

/** Takes the hook's own frames out of the stack of an error that the page is about to see. */
export function hideFrames(error: unknown, above: unknown): void {
  if (takeThrownByPage(error) || !captureStackTrace) return;
  if (typeof error !== 'object' || error === null) return;
  const stack = getOwnPropertyDescriptor(error, 'stack');
  if (stack?.configurable) apply(captureStackTrace, NativeError, [error, above]);
}
