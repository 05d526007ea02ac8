import type { Signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { CodeEditor, EditorEvents, EditorLook } from './code-editor.ts';
import './editor.css';

/** What others may do with an editor. */
export interface EditorHandle {
  focus(): void;
  /** Puts text in the place of what is selected. */
  insert(text: string): void;
}

/**
 * A text box that becomes an editor once that is loaded: until then a text area takes the keys, and
 * hands over text, selection and focus.
 */
export function Editor(
  props: Pick<EditorEvents, 'onSubmit'> & {
    text: Signal<string>;
    look: EditorLook;
    height: number;
    handle: (handle: EditorHandle | null) => void;
  },
) {
  const host = useRef<HTMLDivElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<CodeEditor | null>(null);
  const text = props.text.value;
  const [loaded, setLoaded] = useState(false);
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const ending = new AbortController();
    const { signal } = ending;
    const load = async () => {
      const { createCodeEditor } = await import('./code-editor.ts');
      await composed(area.current, signal);
      const parent = host.current;
      if (signal.aborted || !parent) return;
      const { selectionStart = 0, selectionEnd = 0 } = area.current ?? {};
      const hadFocus = document.activeElement === area.current;
      editor.current = createCodeEditor(
        parent,
        {
          text: latest.current.text.value,
          look: latest.current.look,
          selection: [selectionStart, selectionEnd],
        },
        {
          onText: (text) => {
            latest.current.text.value = text;
          },
          onSubmit: (shift) => latest.current.onSubmit(shift),
        },
      );
      if (hadFocus) editor.current.focus();
      setLoaded(true);
    };
    // Without the editor the text area stays, which does all that matters.
    load().catch((error: unknown) => console.warn('Sockscope could not load its editor:', error));
    return () => {
      ending.abort();
      editor.current?.destroy();
      editor.current = null;
    };
  }, []);

  useLayoutEffect(() => {
    latest.current.handle({
      focus: () => (editor.current ?? area.current)?.focus(),
      insert: (text) => {
        if (editor.current) editor.current.insert(text);
        else insertInto(area.current, text);
      },
    });
    return () => latest.current.handle(null);
  }, []);

  useLayoutEffect(() => {
    editor.current?.setText(text);
    editor.current?.setLook(props.look);
  });

  return (
    <div class="editor" ref={host} style={{ height: `${props.height}px` }}>
      {!loaded && (
        <textarea
          ref={area}
          {...props.look.attributes}
          placeholder={props.look.placeholder}
          spellcheck={false}
          value={text}
          onInput={(event) => {
            props.text.value = event.currentTarget.value;
          }}
          onCompositionStart={(event) => {
            event.currentTarget.dataset['composing'] = 'true';
          }}
          onCompositionEnd={(event) => {
            delete event.currentTarget.dataset['composing'];
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            props.onSubmit(event.shiftKey);
          }}
        />
      )}
    </div>
  );
}

/** Resolves once no input method is in the middle of a word. */
function composed(area: HTMLTextAreaElement | null, signal: AbortSignal): Promise<void> {
  if (!area?.dataset['composing']) return Promise.resolve();
  return new Promise((resolve) =>
    area.addEventListener('compositionend', () => resolve(), { once: true, signal }),
  );
}

function insertInto(area: HTMLTextAreaElement | null, text: string): void {
  if (!area) return;
  area.focus();
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
