import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  EditorView,
  highlightSpecialChars,
  keymap,
  placeholder,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** What the editor shows beside its text. */
export interface EditorLook {
  language: 'json' | 'plain';
  placeholder: string;
  /** Attributes of the text box. */
  attributes: Record<string, string>;
  /** The part that is wrong, as offsets; it is underlined. */
  problem: { at: number; end: number } | null;
}

/** A text box with an editor in it. */
export interface CodeEditor {
  /** Replaces the text unless it is this already. */
  setText(text: string): void;
  setLook(look: EditorLook): void;
  /** Puts text in the place of what is selected. */
  insert(text: string): void;
  focus(): void;
  destroy(): void;
}

/** Keys that the editor leaves to the panel, and what is told of the text. */
export interface EditorEvents {
  onText(text: string): void;
  onSubmit(shift: boolean): void;
}

const setProblem = StateEffect.define<EditorLook['problem']>();

const problemField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let changed = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setProblem)) continue;
      const { length } = transaction.newDoc;
      const end = Math.min(effect.value?.end ?? 0, length);
      // An error at the end of the text shows at its last character.
      const at = Math.min(effect.value?.at ?? 0, Math.max(0, end - 1));
      changed =
        effect.value && end > at
          ? Decoration.set(Decoration.mark({ class: 'editor-problem' }).range(at, end))
          : Decoration.none;
    }
    return changed;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--key)' },
  { tag: tags.string, color: 'var(--str)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--num)' },
]);

/** Puts an editor into an element. */
export function createCodeEditor(
  parent: HTMLElement,
  start: { text: string; selection: [number, number]; look: EditorLook },
  events: EditorEvents,
): CodeEditor {
  const language = new Compartment();
  const surface = new Compartment();
  let { look } = start;
  const languageOf = (of: EditorLook) =>
    of.language === 'json' ? [json(), bracketMatching()] : [];
  const surfaceOf = (of: EditorLook) => [
    placeholder(of.placeholder),
    EditorView.contentAttributes.of(of.attributes),
  ];
  const submit = (shift: boolean) => () => {
    events.onSubmit(shift);
    return true;
  };
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: start.text,
      selection: {
        anchor: Math.min(start.selection[0], start.text.length),
        head: Math.min(start.selection[1], start.text.length),
      },
      extensions: [
        // A carriage return is a part of the message like any other, shown as one and never changed.
        EditorState.lineSeparator.of('\n'),
        EditorView.clipboardInputFilter.of((text) => text.replaceAll('\r\n', '\n')),
        EditorView.lineWrapping,
        highlightSpecialChars(),
        history(),
        problemField,
        language.of(languageOf(look)),
        surface.of(surfaceOf(look)),
        syntaxHighlighting(COLOURS),
        Prec.highest(
          keymap.of([
            { key: 'Mod-Enter', run: submit(false), shift: submit(true) },
            { key: 'Ctrl-Enter', run: submit(false), shift: submit(true) },
          ]),
        ),
        keymap.of([...historyKeymap, ...defaultKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) events.onText(update.state.doc.sliceString(0, undefined, '\n'));
        }),
      ],
    }),
  });
  view.dispatch({ effects: setProblem.of(look.problem) });
  /** The text that the underlined part was told for. */
  let marked = view.state.doc;
  return {
    setText(text) {
      if (view.state.doc.sliceString(0, undefined, '\n') === text) return;
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: view.state.toText(text) },
        selection: { anchor: text.length },
      });
    },
    setLook(next) {
      const effects: StateEffect<unknown>[] = [];
      const { problem } = look;
      const isMarked = next.problem?.at === problem?.at && next.problem?.end === problem?.end;
      // What is underlined moves with the text, or goes with it.
      if (!isMarked || view.state.doc !== marked) effects.push(setProblem.of(next.problem));
      marked = view.state.doc;
      if (next.language !== look.language) effects.push(language.reconfigure(languageOf(next)));
      if (
        next.placeholder !== look.placeholder ||
        JSON.stringify(next.attributes) !== JSON.stringify(look.attributes)
      )
        effects.push(surface.reconfigure(surfaceOf(next)));
      look = next;
      // A dispatch lays out the page; this is called whenever what is around the editor is drawn.
      if (effects.length > 0) view.dispatch({ effects });
    },
    insert(text) {
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  };
}
