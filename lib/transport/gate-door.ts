/**
 * How the engine finds the hook. Relay and engine share the global of the isolated world, which no
 * page can see, and run in either order: the relay leaves the hook's element in it, and calls whoever
 * waits for that.
 */
export interface GateDoor {
  /** The private element of the document's hook, once it has handed that over. */
  element?: Element;
  /** What the relay calls the document. */
  documentId?: string;
  /** Called once with the element by the relay, where the engine came first. */
  opened?: (element: Element) => void;
}

/** The door of this document, made by whoever asks first. */
export function gateDoor(): GateDoor {
  const scope = globalThis as { sockscopeGate?: GateDoor };
  scope.sockscopeGate ??= {};
  return scope.sockscopeGate;
}
