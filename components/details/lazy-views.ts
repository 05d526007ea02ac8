import { lazy } from '../lazy/lazy.tsx';

/** The views of a payload: the panel opens without them. */
export const LazyPayload = lazy(async () => (await import('./payload-tab.tsx')).PayloadTab);

/** The frame that carried a message. */
export const LazyWireFrame = lazy(async () => (await import('./wire-frame.tsx')).WireFrame);

/** What differs between two messages. */
export const LazyCompare = lazy(
  async () => (await import('../compare/compare-tab.tsx')).CompareTab,
);

/** A connection in full: facts, pictures, attempts. */
export const LazyConnection = lazy(
  async () => (await import('./connection-tab.tsx')).ConnectionTab,
);

/** The handshake of a connection. */
export const LazyHandshake = lazy(async () => (await import('./handshake-tab.tsx')).HandshakeTab);

/** A row that carries no message. */
export const LazyLifecycle = lazy(
  async () => (await import('./lifecycle-facts.tsx')).LifecycleFacts,
);
