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
        await marionette.send('WebDriver:ExecuteScript', {
          script: `(${selectContents})(arguments[0])`,
          args: [{ [ELEMENT]: id }],
          sandbox: null,
        });
        await marionette.send('WebDriver:ElementSendKeys', { id, text: text || BACKSPACE });
      }),
    press: (key) =>
      inside(async () => {
        const actions = [{ type: 'key', id: 'keyboard', actions: keyActions(key) }];
        await marionette.send('WebDriver:PerformActions', { actions });
      }),
    screenshot: () =>
      inside(async () => {
        const { value } = await marionette.send('WebDriver:TakeScreenshot', { full: false });
        return Buffer.from(value as string, 'base64');
      }),
  };
}

/** Typing then replaces the whole text. */
function selectContents(element: HTMLElement): void {
  element.focus();
  if ('select' in element) (element as HTMLInputElement).select();
  else getSelection()?.selectAllChildren(element);
}
