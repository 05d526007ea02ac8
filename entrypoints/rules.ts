import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import type { RE2JS } from 're2js';
import { useExpressions } from '../lib/query/text-pattern.ts';
import { RunningEngine } from '../lib/rules/run-engine.ts';
import type { Outside } from '../lib/rules/outside.ts';
import { EnginePort } from '../lib/transport/engine-port.ts';
import { gateDoor } from '../lib/transport/gate-door.ts';
import type { GateDoor } from '../lib/transport/gate-door.ts';
import { meetGate } from '../lib/transport/gate-link.ts';
import type { GateLink } from '../lib/transport/gate-link.ts';
import { randomUuid } from '../lib/transport/random-id.ts';

export default defineUnlistedScript(() => {
  const door = gateDoor();
  if (door.engine) return door.engine.wake();
  let engine: RunningEngine | undefined;
  door.engine = { wake: () => engine?.wake() };
  meetGate(
    (question) => engine?.answer(question) ?? { do: 'pass' },
    (link) => {
      engine = createEngine(door, link);
      // It is told at once of the sockets that there are.
      engine.start();
    },
  );
});

function createEngine(door: GateDoor, link: GateLink): RunningEngine {
  const place = {
    frameUrl: document.URL,
    isTop: window === window.top,
    simulates: () => door.simulates === true,
  };
  const engine = new RunningEngine({
    place,
    outside: outsideOf(link),
    post: (message) => port.post(message),
    connect: () => port.connect(),
    prepare: () => {
      if (door.expressions) useExpressions(door.expressions as typeof RE2JS);
    },
  });
  const port = new EnginePort(door.documentId ?? '', engine);
  addEventListener('pageshow', (event) => {
    // Back from the back/forward cache: what was said meanwhile is lost.
    if (event.persisted) port.connect();
  });
  return engine;
}

function outsideOf(link: GateLink): Outside {
  return {
    now: () => performance.timeOrigin + performance.now(),
    after(ms, callback) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    soon: (callback) => queueMicrotask(callback),
    random: () => Math.random(),
    uuid: randomUuid,
    tell: (command) => link.tell(command),
  };
}
