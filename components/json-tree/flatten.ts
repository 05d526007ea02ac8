import { childrenOf, isContainer, type JsonNode } from './json-node.ts';

/** One line of the tree: a node, or the bracket that closes an open one. */
export interface JsonRow {
  node: JsonNode;
  closing: boolean;
}

/** The lines that are visible, in order. Iterative: data may be nested deeper than the stack. */
export function flatten(root: JsonNode): JsonRow[] {
  const rows: JsonRow[] = [];
  const pending: JsonRow[] = [{ node: root, closing: false }];
  for (let row = pending.pop(); row; row = pending.pop()) {
    rows.push(row);
    const { node } = row;
    if (row.closing || !node.open || !isContainer(node)) continue;
    // A range is only a fold of its container and has no bracket of its own.
    if (node.kind === 'value') pending.push({ node, closing: true });
    const children = childrenOf(node);
    for (let index = children.length - 1; index >= 0; index -= 1)
      pending.push({ node: children[index]!, closing: false });
  }
  return rows;
}

/** Opens nodes from the root, level by level, as long as about `budget` lines are not exceeded. */
export function openFirstLevels(root: JsonNode, levels: number, budget: number): void {
  let level = [root];
  let lines = 1;
  for (let depth = 0; depth < levels && level.length > 0; depth += 1) {
    const next: JsonNode[] = [];
    for (const node of level) {
      if (!isContainer(node)) continue;
      const children = childrenOf(node);
      if (lines + children.length > budget && node !== root) continue;
      lines += children.length + 1;
      node.open = true;
      next.push(...children);
    }
    level = next;
  }
}
