import type { BrowserName } from '../../scripts/browsers/session.ts';
import { HOOK } from './observe.ts';

/** A difference from native that is accepted. */
export interface KnownDifference {
  readonly reason: string;
  /** The one browser that shows it; else both do. */
  readonly only?: BrowserName;
  /** What the patched page shows instead, exactly. */
  patched(native: never): unknown;
}

/** `[what, what came of it]`, as most cases give their results. */
type Labelled = readonly (readonly [label: string, ...seen: unknown[]])[];

/** Which of the functions that `cases/functions.ts` looks at are Proxies: the first four. */
const STAND_INS = 4;

const standIns = (native: Labelled, change: (entry: Labelled[number]) => unknown): unknown[] =>
  native.map((entry, index) => (index < STAND_INS ? change(entry) : entry));

function replaced(value: unknown, from: string | RegExp, to: string): unknown {
  return JSON.parse(JSON.stringify(value).replaceAll(from, to));
}

/** The value with the hook's frames in those stacks that begin with one of these lines. */
function withHookInStacks(value: unknown, firstLines: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => withHookInStacks(item, firstLines));
  const changed = Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, withHookInStacks(item, firstLines)]),
  );
  return firstLines.includes(changed.first as string) ? { ...changed, foreign: [HOOK] } : changed;
}

const insert = (list: readonly unknown[], at: number) => list.toSpliced(at, 0, HOOK);

const cycle: readonly KnownDifference[] = [
  {
    reason:
      'the search for a cycle ends at a Proxy: its prototype is what a trap says (OrdinarySetPrototypeOf, step 8.c.i)',
    patched: (native: Labelled) => standIns(native, ([label]) => [label, { returned: true }]),
  },
];

const poisonPill: readonly KnownDifference[] = [
  {
    only: 'chromium',
    reason:
      "the constructor's own accessors answer to the constructor itself only, not to a Proxy as receiver; they then behave as those of `send`",
    patched: ([first, ...others]: Labelled) => [[first?.[0], others[0]?.[1]], ...others],
  },
];

const poisonPillInFirefox = (kind: 'get' | 'set'): KnownDifference => ({
  only: 'firefox',
  reason: 'the accessors of Function.prototype refuse a Proxy as receiver, and say so',
  patched: (native: Labelled) =>
    standIns(native, ([label, outcome]) => [
      label,
      {
        returned: (outcome as { returned: { threw: object }[] }).returned.map(
          ({ threw }, index) => ({
            threw: {
              ...threw,
              message: `${kind} ${['arguments', 'caller'][index]} method called on incompatible Proxy`,
            },
          }),
        ),
      },
    ]),
});

const cloneRefused = (value: unknown) =>
  replaced(value, 'Function object could not be cloned.', 'Proxy object could not be cloned.');

const CLONE_REASON = 'the message of a refused clone names the class of the object, here Proxy';

/** Firefox says in its messages by which expression a value came to the innermost frame. */
const named = (from: string, to: string): readonly KnownDifference[] => [
  {
    only: 'firefox',
    reason:
      'the message names the value by an expression of the script that calls the native, which is the hook',
    patched: (native: object) =>
      replaced(native, `can't convert ${from} to string`, `can't convert ${to} to string`),
  },
];

const namedAs = (from: string, to: string): readonly KnownDifference[] => [
  { ...named('', '')[0]!, patched: (native: object) => replaced(native, from, to) },
];

const CONVERSION_REASON =
  'a conversion is observed by calling the code of the page for the native, so that frames of the hook are on the stack meanwhile';

/** Errors of the page's own, thrown in a conversion: only the page may touch their stacks. */
const conversion = (...firstLines: string[]): readonly KnownDifference[] => [
  {
    only: 'chromium',
    reason: CONVERSION_REASON,
    patched: (native) => withHookInStacks(native, firstLines),
  },
];

const FIREFOX_STACKS_REASON =
  'a stack of Firefox is no own property of its error, so that it cannot be changed without a trace, and the hook is on the stack while the native throws';

const TO_STRING_REASON =
  "V8 takes frames off a stack from its top to the hook's last, the native `toString` among them";

/** The kinds of errors in `cases/errors.ts` by label. */
const byPage = (label: string) => label.endsWith(' throws');
const byToString = (label: string) => label.startsWith('toString ');
/** `WebSocket()` without `new` runs no code of the hook. */
const byNative = (label: string) => !byPage(label) && label !== 'call';

type Stacks = readonly (readonly [label: string, frames: readonly string[]])[];

/** The line that a stack has below its header where no native frame comes first. */
const firstPageFrame = (stacks: Stacks) => stacks.at(-1)?.[1][1];

export const knownDifferences: Readonly<Record<string, readonly KnownDifference[]>> = {
  'cyclic prototype by Object.create': cycle,
  'cyclic prototype by itself': cycle,
  'Reflect.setPrototypeOf to a cycle': cycle,
  'arguments and caller': [...poisonPill, poisonPillInFirefox('get')],
  'arguments and caller assigned': [...poisonPill, poisonPillInFirefox('set')],
  structuredClone: [
    {
      only: 'firefox',
      reason: CLONE_REASON,
      patched: (native: Labelled) => standIns(native, cloneRefused),
    },
  ],
  'events: structuredClone and postMessage of sockets and of their events': [
    {
      only: 'firefox',
      reason: CLONE_REASON,
      patched: ([outcomes, transfer]: [unknown[], unknown]) => [
        // The constructor and `send`; the prototype is no Proxy.
        outcomes.map((each, index) => (index === 3 || index === 5 ? cloneRefused(each) : each)),
        transfer,
      ],
    },
  ],
  'stack frames of Object.create(function).toString()': [
    {
      only: 'chromium',
      reason: TO_STRING_REASON,
      patched: (native: Stacks) => native.map(([label, frames]) => [label, frames.toSpliced(1, 1)]),
    },
    {
      only: 'firefox',
      reason: FIREFOX_STACKS_REASON,
      patched: (native: Stacks) => native.map(([label, frames]) => [label, insert(frames, 0)]),
    },
  ],
  'url: null-prototype object': named('Object', 'args[0]'),
  'url conversion that throws': named('Object', 'args[0]'),
  'send: null-prototype object': named('payload', 'Proxy'),
  'protocols refused: null-prototype object': named('protocols()', 'args[1]'),
  'protocols refused: Symbol.iterator is no function': namedAs(
    'protocols() is not iterable',
    'args[1] is not iterable',
  ),
  'protocols refused: next is no function': namedAs(
    'protocols() is not a function',
    'args[1] is not a function',
  ),
  'protocols: an iterable that throws is not closed, one with a bad item is or is not as native':
    conversion('RangeError: next', 'RangeError: item'),
  'send: object whose toString throws': conversion('RangeError: mine'),
  'send: proxy around a typed array': conversion(
    'TypeError: Method %TypedArray%.prototype.join called on incompatible receiver [object Object]',
  ),
  'close: conversions, their order and what throws in them': conversion('RangeError: mine'),
  'errors: kind, message, realm and addresses in the stack': conversion('RangeError: mine'),
  'errors: addresses in the stack, fileName and lineNumber': [
    ...conversion('RangeError: mine'),
    {
      only: 'firefox',
      reason: FIREFOX_STACKS_REASON,
      patched: (native: readonly (readonly [string, object, string, string])[]) =>
        native.map(([label, stack, ...files]) =>
          byNative(label)
            ? [
                label,
                { ...stack, first: HOOK },
                ...files.map((file) => file.replace(/^http:.*/, '<anonymous code>')),
              ]
            : [label, stack, ...files],
        ),
    },
  ],
  'errors: first lines of the stack': [
    {
      only: 'chromium',
      reason: TO_STRING_REASON,
      patched: (native: Stacks) =>
        native.map(([label, [header, frame]]) => [
          label,
          [header, byToString(label) ? firstPageFrame(native) : frame],
        ]),
    },
    {
      only: 'firefox',
      reason: FIREFOX_STACKS_REASON,
      patched: (native: Stacks) =>
        native.map(([label, frames]) => [
          label,
          byNative(label) ? [HOOK, frames[0]] : byPage(label) ? [frames[0], HOOK] : frames,
        ]),
    },
  ],
  'errors: all frames of the stack': [
    {
      only: 'chromium',
      reason: `${CONVERSION_REASON}; ${TO_STRING_REASON}`,
      patched: (native: Stacks) =>
        native.map(([label, frames]) => [
          label,
          byPage(label) ? insert(frames, 2) : byToString(label) ? frames.toSpliced(1, 1) : frames,
        ]),
    },
    {
      only: 'firefox',
      reason: `${FIREFOX_STACKS_REASON}; ${CONVERSION_REASON}`,
      patched: (native: Stacks) =>
        native.map(([label, frames]) => [
          label,
          byNative(label) ? insert(frames, 0) : byPage(label) ? insert(frames, 1) : frames,
        ]),
    },
  ],
  'errors: with Error.stackTraceLimit 1 and 0': [
    {
      only: 'chromium',
      reason: TO_STRING_REASON,
      patched: ([one, none]: readonly [Stacks, Stacks]) => [
        one.map(([label, [header, frame]]) => [
          label,
          [header, byToString(label) ? firstPageFrame(one) : frame],
        ]),
        none,
      ],
    },
    {
      only: 'firefox',
      reason: `${FIREFOX_STACKS_REASON}; it takes the place of the one frame that is shown`,
      patched: (native: readonly Stacks[]) =>
        native.map((stacks) =>
          stacks.map(([label, frames]) => {
            if (!byNative(label)) return [label, frames];
            // A DOMException does not know the limit.
            return [label, frames.length > 2 ? insert(frames, 0) : ['']];
          }),
        ),
    },
  ],
  'errors: call sites given to Error.prepareStackTrace': [
    {
      only: 'chromium',
      reason: `${CONVERSION_REASON}; ${TO_STRING_REASON}`,
      patched: ([stacks, calls]: readonly [unknown, readonly [string, unknown[]][]]) => [
        stacks,
        calls.map(([message, sites]) => [
          message,
          message === 'mine'
            ? insert(sites, 1)
            : message.startsWith('Function.prototype.toString')
              ? sites.slice(1)
              : sites,
        ]),
      ],
    },
  ],
  'errors: stack that the page takes inside conversions': [
    {
      only: 'chromium',
      reason: CONVERSION_REASON,
      patched: (native: Record<string, [object, unknown[]]>) =>
        Object.fromEntries(
          Object.entries(native).map(([label, [stack, frames]]) => [
            label,
            [{ ...stack, foreign: [HOOK] }, insert(frames, 2)],
          ]),
        ),
    },
    {
      only: 'firefox',
      reason: CONVERSION_REASON,
      patched: (native: Record<string, [object, unknown[]]>) =>
        Object.fromEntries(
          Object.entries(native).map(([label, [stack, frames]]) => [
            label,
            [stack, insert(frames, 1)],
          ]),
        ),
    },
  ],
  'errors: stack overflow inside send and the constructor is a page RangeError as native': [
    {
      only: 'chromium',
      reason: CONVERSION_REASON,
      patched: (native: [unknown, unknown, unknown[]][]) =>
        native.map(([name, isError]) => [name, isError, [HOOK]]),
    },
  ],
  'streams: a write that cannot be converted ends the writer': [
    {
      only: 'chromium',
      reason: CONVERSION_REASON,
      patched: (native) =>
        withHookInStacks(native, [
          'TypeError: Cannot convert a Symbol value to a string',
          'RangeError: mine',
        ]),
    },
  ],
  "realms: a frame's Function.prototype.toString on the page's functions": [
    {
      reason: 'a stand-in is masked by the toString of its own realm only',
      patched: (native: string[]) =>
        native.map((source) => source.replace(/^function \w+/, 'function ')),
    },
  ],
  'environment: a content security policy report is sent for blocked sockets only': [
    {
      reason: 'the source file of a violation is that of the innermost script, which is the hook',
      patched: ([outcome, [[directive, file, ...rest]], log]: [
        unknown,
        [[string, string, ...unknown[]]],
        unknown,
      ]) => [outcome, [[directive, file.replace('/bundle.js', HOOK), ...rest]], log],
    },
  ],
};
