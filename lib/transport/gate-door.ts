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
  /** The engine that is there already: it is put into a page in two ways, and again when it is wanted. */
  engine?: { wake(): void };
  /** Rules of the site may want connections to be other than they are. */
  simulates?: boolean;
  /** What runs expressions, where a rule of the site has one. */
  expressions?: unknown;
  /** Called once with the element by the relay, where the engine came first. */
  opened?: (element: Element) => void;
}

/** The door of this document, made by whoever asks first. */
export function gateDoor(): GateDoor {
  const scope = globalThis as { sockscopeGate?: GateDoor };
  scope.sockscopeGate ??= {};
  return scope.sockscopeGate;
}
