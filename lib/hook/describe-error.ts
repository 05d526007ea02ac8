import { apply, getOwnPropertyDescriptor, getterOf, NO_ARGUMENTS } from './primordials.ts';

const exceptionName = getterOf(DOMException.prototype, 'name');
const exceptionMessage = getterOf(DOMException.prototype, 'message');
const { isError } = Error as unknown as { isError?: (value: unknown) => boolean };
const { getPrototypeOf } = Object;

const NATIVE_ERRORS: { prototype: object; name: string }[] = [
  { prototype: TypeError.prototype, name: 'TypeError' },
  { prototype: RangeError.prototype, name: 'RangeError' },
  { prototype: SyntaxError.prototype, name: 'SyntaxError' },
  { prototype: ReferenceError.prototype, name: 'ReferenceError' },
];

/** Name and message of a thrown value; empty where reading them could run code of the page. */
export function describeError(error: unknown): { name: string; message: string } {
  try {
    return {
      name: apply(exceptionName, error, NO_ARGUMENTS) as string,
      message: apply(exceptionMessage, error, NO_ARGUMENTS) as string,
    };
  } catch {
    // Not a DOMException.
  }
  if (typeof error !== 'object')
    return { name: '', message: typeof error === 'string' ? error : '' };
  if (!isError?.(error)) return { name: '', message: '' };
  const message: unknown = getOwnPropertyDescriptor(error as object, 'message')?.value;
  let name = 'Error';
  const prototype = getPrototypeOf(error) as object;
  for (let i = 0; i < NATIVE_ERRORS.length; i += 1) {
    const known = NATIVE_ERRORS[i];
    if (known?.prototype === prototype) name = known.name;
  }
  return { name, message: typeof message === 'string' ? message : '' };
}
