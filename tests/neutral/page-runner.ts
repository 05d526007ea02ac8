import { createEventLog } from './event-log.ts';
import type { CaseEnvironment, NeutralCase, ServerView } from './neutral-case.ts';
import { copiesOfHook, describeError, observe } from './observe.ts';
import { topics } from './topics.ts';

/** Taken before any case can change them. */
const { fetch, setTimeout, clearTimeout, JSON, Promise, Error } = window;
const stringify = JSON.stringify;

/** Long, as a loaded machine is no difference. */
const CASE_TIMEOUT_MS = 20_000;

const parameters = new URLSearchParams(location.search);
/** In the fragment, and gone before a case can look: no address that a case sees differs between runs. */
const token = location.hash.slice(1);
history.replaceState(null, '', location.pathname + location.search);
const only = parameters.get('case');
const browser = navigator.userAgent.includes('Firefox') ? 'firefox' : 'chromium';
const selected = (topics[parameters.get('topic') ?? ''] ?? []).filter(
  ({ name, ownPage, only: engine }) =>
    (only ? name === only : !ownPage) && (!engine || engine === browser),
);

let ports = { main: 0, failing: 0 };

/** Called from the page's first script that knows the cases, while the parser is in `<head>`. */
export function first(main: number, failing: number): void {
  ports = { main, failing };
  for (const { first } of selected) {
    if (!first) continue;
    try {
      first();
    } catch (error) {
      (window as { firstError?: unknown }).firstError = describeError(error);
    }
  }
}

/** Runs the selected cases one after the other and hands their results to the server. */
export async function run(): Promise<void> {
  const results: Record<string, unknown> = {};
  for (const neutralCase of selected) results[neutralCase.name] = await outcome(neutralCase);
  const body = stringify({ results, hooks: hooks() });
  await fetch(`/result?token=${token}`, { method: 'POST', body });
}

/** How many hooks are between the page and the platform: those on the stack while a conversion runs. */
function hooks(): number {
  let stack = '';
  const url = {
    toString() {
      stack = new Error().stack ?? '';
      throw stack;
    },
  };
  delete (Error as { prepareStackTrace?: unknown }).prepareStackTrace;
  Error.stackTraceLimit = 100;
  try {
    void new window.firstSeen.WebSocket(url as never);
  } catch {
    // Only the stack is of interest.
  }
  return copiesOfHook(stack);
}

async function outcome(neutralCase: NeutralCase): Promise<unknown> {
  let timer = 0;
  const late = new Promise<{ timeout: true }>((resolve) => {
    timer = setTimeout(() => resolve({ timeout: true }), neutralCase.timeout ?? CASE_TIMEOUT_MS);
  });
  try {
    return observe(await Promise.race([neutralCase.run(environment(neutralCase)), late]));
  } catch (error) {
    return { failed: describeError(error) };
  } finally {
    clearTimeout(timer);
  }
}

function environment(neutralCase: NeutralCase): CaseEnvironment {
  let keys = 0;
  return {
    ws: `ws://127.0.0.1:${ports.main}`,
    failing: `ws://127.0.0.1:${ports.failing}`,
    origin: location.origin,
    crossOrigin: `http://localhost:${ports.main}`,
    key: () => encodeURIComponent(`${token} ${neutralCase.name} ${keys++}`),
    seen: async (key) => (await (await fetch(`/seen?key=${key}`)).json()) as ServerView,
    release: async (key) => void (await fetch(`/release?key=${key}`)),
    log: createEventLog,
  };
}
