import { minify } from 'terser';
import type { Plugin } from 'vite';

/** The hook runs in every frame of every page: its file is minified further than the others. */
const HOOK_FILE = 'hook.js';

/** Members of the hook's own objects. No other context and no built-in knows them by name. */
export const INTERNAL_NAMES = [
  'acknowledge',
  'acknowledged',
  'append',
  'appended',
  'batches',
  'binaryTypeSet',
  'buffered',
  'bufferedAfter',
  'bufferedBefore',
  'closeCalled',
  'constructFailed',
  'constructed',
  'count',
  'delivering',
  'draining',
  'drop',
  'each',
  'end',
  'find',
  'first',
  'flags',
  'flush',
  'flushAll',
  'guard',
  'index',
  'kind',
  'last',
  'later',
  'leaving',
  'listener',
  'live',
  'look',
  'messages',
  'newest',
  'pass',
  'payload',
  'put',
  'read',
  'reader',
  'readers',
  'result',
  'sampleDraining',
  'sendThrew',
  'sent',
  'served',
  'settle',
  'size',
  'socket',
  'state',
  'stop',
  'stopReading',
  'subscribe',
  'suspend',
  'time',
  'undecided',
  'unsubscribe',
  'watched',
  'weight',
];

const COMPRESS = { ecma: 2020, passes: 3, pure_getters: true, unsafe_arrows: true } as const;

/** Minifies the hook by Terser, which also shortens {@link INTERNAL_NAMES} and inlines constants. */
export function minifyHook(): Plugin {
  return {
    name: 'minify-hook',
    generateBundle: {
      // After WXT has taken the global name off that a script is bundled under.
      order: 'post',
      async handler(_, bundle) {
        const chunk = bundle[HOOK_FILE];
        if (chunk?.type !== 'chunk') return;
        const { code: short = '' } = await minify(chunk.code, {
          ecma: 2020,
          compress: COMPRESS,
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
        chunk.code = shorter;
      },
    },
  };
}
