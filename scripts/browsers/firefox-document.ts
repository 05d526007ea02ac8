import { BACKSPACE, keyActions } from './firefox-keys.ts';
import { locate } from './firefox-locate.ts';
import type { Marionette } from './marionette.ts';
import { waitForResult } from './script-source.ts';
import type { DocumentDriver } from './session.ts';

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

interface DocumentAccess {
  marionette: Marionette;
  /** Makes the document Marionette's current one. */
  enter: () => Promise<void>;
  evaluate: DocumentDriver['evaluate'];
}

/** Drives a document with WebDriver commands, which act on whatever `enter` makes current. */
export function documentDriver({ marionette, enter, evaluate }: DocumentAccess): DocumentDriver {
  const inside = <T>(action: () => Promise<T>): Promise<T> =>
    marionette.exclusive(async () => {
      await enter();
      return action();
    });

  const press = async (...keys: string[]): Promise<void> => {
    const actions = [{ type: 'key', id: 'keyboard', actions: keys.flatMap(keyActions) }];
    await marionette.send('WebDriver:PerformActions', { actions });
  };

  return {
    evaluate,
    waitFor: (fn, ...args) => waitForResult(evaluate, fn, args),
    click: (target) =>
      inside(async () => {
        const id = await locate(marionette, target);
        await marionette.send('WebDriver:ElementClick', { id });
      }),
    fill: (target, text) =>
      inside(async () => {
        const id = await locate(marionette, target);
        const { value: editor } = await marionette.send('WebDriver:ExecuteScript', {
          script: `return (${selectContents})(arguments[0])`,
          args: [{ [ELEMENT]: id }],
          sandbox: null,
        });
        // Before it types into an editor the browser puts the caret at its end.
        if (editor) await press('Control+a', 'Backspace');
        if (editor && text === '') return;
        await marionette.send('WebDriver:ElementSendKeys', { id, text: text || BACKSPACE });
      }),
    press: (key) => inside(() => press(key)),
    screenshot: () =>
      inside(async () => {
        const { value } = await marionette.send('WebDriver:TakeScreenshot', { full: false });
        return Buffer.from(value as string, 'base64');
      }),
  };
}

/** Typing then replaces the whole text; returns whether the element is an editor. */
function selectContents(element: HTMLElement): boolean {
  element.focus();
  if ('select' in element) (element as HTMLInputElement).select();
  return element.isContentEditable;
}
