import type { ComponentChildren } from 'preact';
import { literal, rangesOf } from '../../lib/reading/find.ts';
import type { Query } from './use-find.ts';
import './find.css';

/** One line of text in which what is looked for stands out. */
export function MarkedText({ text, query }: { text: string; query: Query | null }) {
  if (!query) return <>{text}</>;
  const parts: ComponentChildren[] = [];
  let from = 0;
  for (const [start, end] of rangesOf(text, literal(query.text, query.matchCase))) {
    parts.push(text.slice(from, start), <mark class="found">{text.slice(start, end)}</mark>);
    from = end;
  }
  parts.push(text.slice(from));
  return <>{parts}</>;
}
