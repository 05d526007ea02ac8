/** Children a container shows at once; more are put into ranges of this many. */
const RANGE = 1000;

/** A value that `JSON.parse` gives. */
export type JsonValue =
  string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

/** One node of the tree; its children are made when it is first opened. */
export interface JsonNode {
  parent: JsonNode | null;
  depth: number;
  kind: 'value' | 'range';
  /** Name within the parent; null for the root and for ranges. */
  key: string | number | null;
  /** A range has the value of its container. */
  value: JsonValue;
  /** For a range: which of the children, end excluded. */
  start: number;
  end: number;
  open: boolean;
  children: JsonNode[] | null;
}

/** The root node of a parsed value. */
export function createRoot(value: JsonValue): JsonNode {
  return node(null, 0, null, value);
}

function node(
  parent: JsonNode | null,
  depth: number,
  key: string | number | null,
  value: JsonValue,
): JsonNode {
  const base = { parent, depth, key, value, open: false, children: null };
  return { ...base, kind: 'value', start: 0, end: 0 };
}

/** Whether a node has something to open. */
export function isContainer(item: JsonNode): boolean {
  return typeof item.value === 'object' && item.value !== null && childCount(item) > 0;
}

/** How many values are directly in a node. */
export function childCount(item: JsonNode): number {
  if (item.kind === 'range') return item.end - item.start;
  if (Array.isArray(item.value)) return item.value.length;
  return item.value !== null && typeof item.value === 'object' ? Object.keys(item.value).length : 0;
}

/** The children of a node, in order. */
export function childrenOf(item: JsonNode): JsonNode[] {
  item.children ??= makeChildren(item);
  return item.children;
}

function makeChildren(item: JsonNode): JsonNode[] {
  const { value } = item;
  if (value === null || typeof value !== 'object') return [];
  const keys = Array.isArray(value) ? null : Object.keys(value);
  const start = item.kind === 'range' ? item.start : 0;
  const end = item.kind === 'range' ? item.end : (keys?.length ?? (value as JsonValue[]).length);
  const children: JsonNode[] = [];
  if (end - start > RANGE) {
    // Ranges of ranges, so that no node ever has more than RANGE children.
    let width = RANGE;
    while ((end - start) / width > RANGE) width *= RANGE;
    for (let from = start; from < end; from += width) {
      const range = node(item, item.depth + 1, null, value);
      children.push({ ...range, kind: 'range', start: from, end: Math.min(end, from + width) });
    }
    return children;
  }
  for (let index = start; index < end; index += 1) {
    const key = keys ? keys[index]! : index;
    const child = (value as Record<string | number, JsonValue>)[key]!;
    children.push(node(item, item.depth + 1, key, child));
  }
  return children;
}

/** Path of a node as an expression, such as `$.payload.items[3]["a b"]`. */
export function pathOf(item: JsonNode): string {
  const parts: string[] = [];
  for (let at: JsonNode | null = item; at; at = at.parent) {
    if (typeof at.key === 'number') parts.push(`[${at.key}]`);
    else if (at.key !== null)
      parts.push(/^[A-Za-z_$][\w$]*$/.test(at.key) ? `.${at.key}` : `[${JSON.stringify(at.key)}]`);
  }
  return `$${parts.toReversed().join('')}`;
}
