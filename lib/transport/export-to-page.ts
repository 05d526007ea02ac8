/** Firefox gives the page no access to objects of this world unless they are cloned into it. */
export function exportToPage<T>(value: T): T {
  const { cloneInto } = globalThis as { cloneInto?: (value: T, into: Window) => T };
  return cloneInto && document.defaultView ? cloneInto(value, document.defaultView) : value;
}
