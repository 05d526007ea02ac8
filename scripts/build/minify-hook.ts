import { minify } from 'terser';
import type { Plugin } from 'vite';

/** They run in every frame, or in every worker: minified further than the others. */
const HOOK_FILES = ['hook.js', 'control.js', 'stream.js', 'worker-hook.js'];

/** Members of the hook's own objects. No other context and no built-in knows them by name. */
export const INTERNAL_NAMES = [
  'abandon',
  'acknowledge',
  'acknowledged',
  'address',
  'agreed',
  'answered',
  'append',
  'appended',
  'arena',
  'askAbout',
  'batches',
  'binaryTypeSet',
  'bound',
  'buffered',
  'bufferedAfter',
  'bufferedBefore',
  'bufferedSeen',
  'bytesAs',
  'called',
  'carryOut',
  'cells',
  'chunk',
  'closeCalled',
  'closed',
  'closes',
  'comesEarly',
  'connections',
  'constructFailed',
  'constructed',
  'constructs',
  'count',
  'deliver',
  'dispatch',
  'draining',
  'drop',
  'each',
  'early',
  'extra',
  'fail',
  'failSoon',
  'find',
  'finish',
  'first',
  'flags',
  'flush',
  'flushAll',
  'guard',
  'handler',
  'handlers',
  'hears',
  'heldClose',
  'heldClosed',
  'heldFailed',
  'heldOpened',
  'heldReceives',
  'heldSends',
  'index',
  'intercept',
  'judgeClose',
  'judgeSend',
  'keeps',
  'kind',
  'last',
  'later',
  'leave',
  'leaving',
  'letGo',
  'listener',
  'live',
  'look',
  'memory',
  'messages',
  'newest',
  'nextConnection',
  'obey',
  'offers',
  'offset',
  'over',
  'pass',
  'payload',
  'peek',
  'put',
  'read',
  'reader',
  'readers',
  'received',
  'record',
  'recorder',
  'release',
  'result',
  'row',
  'sampleDraining',
  'seenBuffered',
  'seenState',
  'sendInjected',
  'sendThrew',
  'sends',
  'sent',
  'served',
  'settle',
  'simulated',
  'size',
  'socket',
  'sockets',
  'standIn',
  'standInFor',
  'state',
  'stateSeen',
  'stop',
  'stopReading',
  'subject',
  'subscribe',
  'suspend',
  'time',
  'told',
  'transmit',
  'undecided',
  'undo',
  'unmask',
  'unsubscribe',
  'used',
  'watched',
  'weight',
];

/** The same short name in each file: the scripts hand objects to each other. */
const SHORT_NAMES = Object.fromEntries(
  INTERNAL_NAMES.map((name, index) => [`$${name}`, shortName(index)]),
);

const COMPRESS = {
  ecma: 2020,
  passes: 3,
  pure_getters: true,
  unsafe_arrows: true,
  // A rule that stops in the debugger does it by that statement.
  drop_debugger: false,
} as const;

const KEEP_DEBUGGER = { compress: { dropDebugger: false }, mangle: true, codegen: true };

/** Minifies the hook by Terser, which also shortens {@link INTERNAL_NAMES} and inlines constants. */
export function minifyHook(): Plugin {
  return {
    name: 'minify-hook',
    config: () => ({
      build: { rolldownOptions: { output: { minify: KEEP_DEBUGGER } } },
    }),
    generateBundle: {
      // After WXT has taken the global name off that a script is bundled under.
      order: 'post',
      async handler(_, bundle) {
        for (const file of HOOK_FILES) {
          const chunk = bundle[file];
          if (chunk?.type === 'chunk') chunk.code = await shorten(chunk.code);
        }
      },
    },
  };
}

async function shorten(code: string): Promise<string> {
  const { code: short = '' } = await minify(code, {
    ecma: 2020,
    compress: COMPRESS,
    nameCache: { props: { props: SHORT_NAMES } },
    // `builtins`: a name of ours may be one of theirs on objects that we never touch.
    mangle: {
      properties: { builtins: true, regex: new RegExp(`^(${INTERNAL_NAMES.join('|')})$`) },
    },
  });
  // Functions that the first run has made alike are worth gathering only now.
  const { code: shorter = short } = await minify(short, {
    ecma: 2020,
    compress: { ...COMPRESS, hoist_funs: true },
  });
  return shorter;
}

/** a, b, … z, A, … Z, aa, … */
function shortName(index: number): string {
  const letter = String.fromCodePoint((index % 52) + (index % 52 < 26 ? 97 : 65 - 26));
  return index < 52 ? letter : shortName(Math.floor(index / 52) - 1) + letter;
}
