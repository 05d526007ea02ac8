import type { FilterKey, FilterNode, Moment, Range } from './filter-syntax.ts';
import { parseFilter } from './parse-filter.ts';

/** The filter with one more condition, which what it shows must pass, too. */
export function appendTerm(text: string, term: string): string {
  const before = text.trim();
  if (before === '') return term;
  const node = parsed(before);
  if (topTerms(node).some(({ start, end }) => before.slice(start, end) === term)) return before;
  // Unless parentheses stand around all of it, the condition would be of the last alternative only.
  const isOpen = node?.type === 'or' && node.start === node.nodes[0]?.start;
  return isOpen ? `(${before}) ${term}` : `${before} ${term}`;
}

/** The filter with `term` in place of the conditions with its key; an empty one takes them out. */
export function replaceTerm(text: string, key: FilterKey, term: string): string {
  const nodes = topTerms(parsed(text));
  const replaced = nodes.find(({ type }) => type === key);
  if (!replaced) return term === '' ? text : appendTerm(text, term);
  const kept = nodes.filter((node) => node.type !== key || (node === replaced && term !== ''));
  const [first] = nodes as [FilterNode];
  let edited = '';
  for (const node of kept) {
    // What joined it with the one before, such as an `and`, goes where the first one goes.
    const before = nodes[nodes.indexOf(node) - 1];
    if (before && edited !== '') edited += text.slice(before.end, node.start);
    edited += node === replaced ? term : text.slice(node.start, node.end);
  }
  const last = nodes.at(-1) as FilterNode;
  return text.slice(0, first.start) + edited + text.slice(last.end);
}

/** The conditions that all must hold, where the filter can be read. */
function topTerms(node: FilterNode | null): FilterNode[] {
  if (!node) return [];
  return node.type === 'and' ? [...node.nodes] : [node];
}

function parsed(text: string): FilterNode | null {
  try {
    return parseFilter(text);
  } catch {
    return null;
  }
}

/** The values that a key has in the filter, where all that is shown must have one of them. */
export function namesInFilter(text: string, key: 'dir' | 'kind'): readonly string[] {
  for (const node of topTerms(parsed(text)))
    if ((node.type === 'dir' || node.type === 'kind') && node.type === key) return node.values;
  return [];
}

/** The comparisons with times that all that is shown must pass. */
export function timesInFilter(text: string): Range<Moment>[] {
  return topTerms(parsed(text)).flatMap((node) => (node.type === 'time' ? [node.range] : []));
}
