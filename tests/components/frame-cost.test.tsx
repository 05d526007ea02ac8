import { EditorView } from '@codemirror/view';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { expect, test, vi } from 'vitest';
import { createCodeEditor } from '../../components/editor/code-editor.ts';
import { useSlowVersion } from '../../components/timeline/use-slow-version.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { FakePanelModel } from './fake-panel-model.ts';

const marked = () => document.querySelector('.editor-problem')?.textContent;

test('an editor around which all is drawn anew is left alone, until something of it is another', () => {
  const look = { language: 'json', placeholder: 'Text', attributes: {}, problem: null } as const;
  const editor = createCodeEditor(
    document.body,
    { text: '{"a":1', selection: [0, 0], look },
    { onText: () => {}, onSubmit: () => {} },
  );
  const dispatch = vi.spyOn(EditorView.prototype, 'dispatch');
  try {
    editor.setLook({ ...look, attributes: {} });
    expect(dispatch).not.toHaveBeenCalled();
    const wrong = { ...look, problem: { at: 5, end: 6 } };
    editor.setLook(wrong);
    expect(marked()).toBe('1');
    // The underlined part went with its text.
    editor.setText('[1,2,]');
    editor.setLook(wrong);
    expect(marked()).toBe(']');
  } finally {
    dispatch.mockRestore();
    editor.destroy();
  }
});

test('a chart follows a flood now and then, what comes after a pause at once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const model = new FakePanelModel();
  const drawn: number[] = [];
  function Probe({ model: shown }: { model: PanelModel }) {
    useSlowVersion(shown);
    drawn.push(model.version.peek());
    return null;
  }
  const host = document.createElement('div');
  try {
    await act(() => render(<Probe model={model} />, host));
    const change = (count: number) => {
      for (let n = 0; n < count; n += 1) model.version.value += 1;
    };
    await act(() => void vi.advanceTimersByTime(1000));
    drawn.length = 0;
    await act(() => change(5));
    expect(drawn).toEqual([5]);
    await act(() => void vi.advanceTimersByTime(249));
    expect(drawn).toEqual([5]);
    await act(() => void vi.advanceTimersByTime(1));
    expect(drawn).toEqual([5, 5]);
    await act(() => void vi.advanceTimersByTime(250));
    await act(() => change(1));
    expect(drawn).toEqual([5, 5, 6]);
  } finally {
    render(null, host);
    vi.useRealTimers();
  }
});
