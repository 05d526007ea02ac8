import { compileTerm } from './compile-term.ts';
import type { Compiled } from './compile-term.ts';
import { every, some } from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { FilterSubject } from './filter-subject.ts';
import type { FilterNode } from './filter-syntax.ts';

/**
 * Makes a test of a filter. It evaluates nothing and throws nothing.
 * @param now what times are relative to, milliseconds since the epoch
 */
export function compileFilter<Item>(
  node: FilterNode,
  subject: FilterSubject<Item>,
  now: number,
): Predicate<Item> {
  return compile(node, subject, now).test;
}

function compile<Item>(
  node: FilterNode,
  subject: FilterSubject<Item>,
  now: number,
): Compiled<Item> {
  switch (node.type) {
    case 'and':
    case 'or': {
      const compiled = node.nodes
        .map((each) => compile(each, subject, now))
        .sort((one, other) => one.cost - other.cost);
      const cost = compiled.reduce((sum, each) => sum + each.cost, 0);
      const tests = compiled.map(({ test }) => test);
      return { cost, test: node.type === 'and' ? every(tests) : some(tests) };
    }
    case 'not': {
      const { cost, test } = compile(node.node, subject, now);
      return {
        cost,
        test: (item) => {
          const passes = test(item);
          return passes === undefined ? undefined : !passes;
        },
      };
    }
    default:
      return compileTerm(node, subject, now);
  }
}
