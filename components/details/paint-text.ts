import type { TokenType } from '../../lib/reading/print-json.ts';

/** Names of the highlights in `text-view.css`. */
export type PaintName = `json-${TokenType}` | 'found' | 'found-current';

/** Ranges of a text to paint, by their start and end. */
export type Paint = ReadonlyMap<PaintName, readonly (readonly [number, number])[]>;

/**
 * Paints ranges of a text node without an element for each: the text stays one piece to select and
 * to find in. Returns how to take the paint off.
 */
export function paintText(node: Text, paint: Paint): () => void {
  for (const [name, ranges] of paint) {
    const highlight = new Highlight();
    for (const [start, end] of ranges) {
      const range = new StaticRange({
        startContainer: node,
        startOffset: Math.min(start, node.length),
        endContainer: node,
        endOffset: Math.min(end, node.length),
      });
      highlight.add(range);
    }
    // What is found is painted over the colours of the syntax.
    highlight.priority = name.startsWith('found') ? (name === 'found' ? 1 : 2) : 0;
    CSS.highlights.set(name, highlight);
  }
  return () => {
    for (const name of paint.keys()) CSS.highlights.delete(name);
  };
}
