/** A message as it was written in the composer, to be had again. */
export interface StoredDraft {
  /** Name of the format that it is written in. */
  format: string;
  text: string;
  variables: boolean;
}

/** A draft with a name of the user's. */
export interface Snippet extends StoredDraft {
  name: string;
}

/** What is kept, at most: all of it is read when a panel opens. Lengths in UTF-16 code units. */
const MAX_HISTORY = 50;
const MAX_SNIPPETS = 200;
/** Longer messages are sent, but not kept. */
const MAX_LENGTH = 100_000;
const MAX_TOTAL = 1_000_000;
const MAX_NAME = 80;

/** The history with what was just sent in front; what goes beyond the bounds leaves at its end. */
export function addToHistory(
  history: readonly StoredDraft[],
  draft: StoredDraft,
): readonly StoredDraft[] {
  if (draft.text === '' || draft.text.length > MAX_LENGTH) return history;
  const others = history.filter(
    ({ format, text }) => format !== draft.format || text !== draft.text,
  );
  return withinTotal([draft, ...others].slice(0, MAX_HISTORY));
}

/** Why a snippet cannot be kept. */
export type SnippetRefusal = 'name' | 'tooLong' | 'tooMany';

/** The snippets with one more, which takes the place of one of its name; or why it cannot be kept. */
export function addSnippet(
  snippets: readonly Snippet[],
  snippet: Snippet,
): readonly Snippet[] | SnippetRefusal {
  const name = snippet.name.trim();
  if (name === '' || name.length > MAX_NAME) return 'name';
  if (snippet.text.length > MAX_LENGTH) return 'tooLong';
  const all = [...snippets.filter((each) => each.name !== name), { ...snippet, name }];
  const fits = all.length <= MAX_SNIPPETS && withinTotal(all).length === all.length;
  return fits ? all.toSorted((a, b) => a.name.localeCompare(b.name)) : 'tooMany';
}

/** A stored history made safe; undefined where it is none. */
export function readSentDrafts(stored: unknown): readonly StoredDraft[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  return withinTotal(stored.slice(0, MAX_HISTORY).flatMap((each) => readDraft(each) ?? []));
}

/** Stored snippets made safe; undefined where there are none. */
export function readSnippets(stored: unknown): readonly Snippet[] | undefined {
  if (!Array.isArray(stored)) return undefined;
  const snippets = stored.slice(0, MAX_SNIPPETS).flatMap((each) => {
    const draft = readDraft(each);
    const name: unknown = draft && (each as { name?: unknown }).name;
    const named = typeof name === 'string' && name !== '' && name.length <= MAX_NAME;
    return draft && named ? [{ ...draft, name }] : [];
  });
  return withinTotal(snippets);
}

function readDraft(stored: unknown): StoredDraft | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined;
  const { format, text, variables } = stored as Record<string, unknown>;
  if (typeof format !== 'string' || typeof text !== 'string') return undefined;
  if (typeof variables !== 'boolean' || text.length > MAX_LENGTH) return undefined;
  return { format, text, variables };
}

/** The first of them that fit into the total. */
function withinTotal<Draft extends StoredDraft>(drafts: readonly Draft[]): readonly Draft[] {
  let total = 0;
  return drafts.filter(({ text }) => {
    total += text.length;
    return total <= MAX_TOTAL;
  });
}
