import * as fc from 'fast-check';
import { DIRECTION_NAMES, KIND_NAMES, STATE_NAMES } from '../../../lib/query/filter-syntax.ts';
import type {
  FilterNode,
  JsonLiteral,
  Moment,
  Pattern,
  Range,
  Term,
} from '../../../lib/query/filter-syntax.ts';
import { ALL } from '../../../lib/query/json-path.ts';
import type { JsonStep } from '../../../lib/query/json-path.ts';

/** Words that collide with what messages of tests contain, and anything else. */
const text = fc.oneof(
  fc.constantFrom('a', 'ab', 'price', 'size:1', '-x', '(', 'or', '"', '\\', '/a/', '7', 'a|b'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
);

const words: fc.Arbitrary<Pattern> = text.map((value) => ({ type: 'words', text: value }));

const expression: fc.Arbitrary<Pattern & { type: 'expression' }> = fc.record({
  type: fc.constant('expression'),
  source: fc.constantFrom('a', '^p', 'a b', '[/x]', '\\/', 'x{1,3}|y', '\\d+$'),
  flags: fc.constantFrom('', 'i', 'gs'),
});

const pattern = fc.oneof(words, expression);

function rangeOf<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Range<Value>> {
  return fc.oneof(
    fc.record({ comparison: fc.constantFrom('=', '<', '<=', '>', '>='), value }),
    fc.record({ comparison: fc.constant('..'), from: value, to: value }),
  ) as fc.Arbitrary<Range<Value>>;
}

const duration = fc.oneof(
  fc.nat(5000),
  fc.nat(10_000_000).map((value) => value / 1000),
);

const precision = fc.constantFrom(60_000, 1000, 1) as fc.Arbitrary<60_000 | 1000 | 1>;

const moment: fc.Arbitrary<Moment> = fc.oneof(
  fc.record({ type: fc.constant('ago' as const), milliseconds: duration }),
  fc
    .record({
      date: fc.option(
        fc.record({
          year: fc.integer({ min: 1970, max: 2100 }),
          month: fc.integer({ min: 1, max: 12 }),
          day: fc.integer({ min: 1, max: 28 }),
        }),
      ),
      ofDay: fc.nat(86_399_999),
      precision,
    })
    .map(({ date, ofDay, precision: lasts }): Moment => ({
      type: 'clock',
      date,
      ofDay: ofDay - (ofDay % lasts),
      precision: lasts,
    })),
);

const step: fc.Arbitrary<JsonStep> = fc.oneof(
  fc.constantFrom('type', 'a', 'b c', 'id'),
  fc.string({ maxLength: 5 }),
  fc.nat(3),
  fc.constant(ALL as JsonStep),
);

const literal: fc.Arbitrary<JsonLiteral> = fc.oneof(
  fc
    .constantFrom('7', 'true', 'null', 'price', '-1.5')
    .map((value): JsonLiteral => ({ type: 'bare', text: value })),
  text.map((value): JsonLiteral => ({ type: 'quoted', text: value })),
);

const some = { minLength: 1, maxLength: 3 };

/** Any one condition. */
const term: fc.Arbitrary<Term> = fc.oneof(
  pattern.map((value): Term => ({ type: 'text', pattern: value })),
  fc
    .array(fc.constantFrom(...DIRECTION_NAMES), some)
    .map((values): Term => ({ type: 'dir', values })),
  fc.array(fc.constantFrom(...KIND_NAMES), some).map((values): Term => ({ type: 'kind', values })),
  fc.array(fc.constantFrom(...STATE_NAMES), some).map((values): Term => ({ type: 'is', values })),
  fc
    .array(
      fc.oneof(
        pattern,
        fc.nat(3).map((number) => ({ type: 'number', number }) as const),
      ),
      some,
    )
    .map((values): Term => ({ type: 'conn', values })),
  fc.record({
    type: fc.constantFrom('url', 'frame', 'event'),
    values: fc.array(pattern, some),
  }) as fc.Arbitrary<Term>,
  fc.record({ type: fc.constant('size' as const), range: rangeOf(fc.nat(20_000)) }),
  fc.record({ type: fc.constant('code' as const), range: rangeOf(fc.nat(5000)) }),
  fc.record({ type: fc.constant('delta' as const), range: rangeOf(duration) }),
  fc.record({ type: fc.constant('time' as const), range: rangeOf(moment) }),
  fc.record({
    type: fc.constant('json' as const),
    path: fc.array(step, { maxLength: 4 }),
    test: fc.option(
      fc.oneof(
        fc.record({
          comparison: fc.constantFrom('=', '!=', '<', '<=', '>', '>='),
          literal,
        }),
        fc.record({ comparison: fc.constantFrom('=', '!='), literal: expression }),
      ),
    ),
  }) as fc.Arbitrary<Term>,
);

/** Where it stands in its text does not matter. */
function placed<Node>(node: Node): Node & { start: number; end: number } {
  return { ...node, start: 0, end: 0 };
}

/** Any filter, a few levels deep. */
export const arbitraryFilter: fc.Arbitrary<FilterNode> = fc.letrec<{ node: FilterNode }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    term.map((each): FilterNode => placed(each)),
    tie('node').map((node): FilterNode => placed({ type: 'not', node })),
    fc
      .record({
        type: fc.constantFrom('and' as const, 'or' as const),
        nodes: fc.array(tie('node'), { minLength: 2, maxLength: 3 }),
      })
      .map((node): FilterNode => placed(node)),
  ),
})).node;

/** A filter without the places in its text. */
export function withoutSpans(node: FilterNode): unknown {
  const { start: _start, end: _end, ...rest } = node;
  if (rest.type === 'and' || rest.type === 'or')
    return { type: rest.type, nodes: rest.nodes.map(withoutSpans) };
  return rest.type === 'not' ? { type: 'not', node: withoutSpans(rest.node) } : rest;
}
