import { findPart } from './part.ts';

/** A frame whose own socket says three things and closes. */
export async function frame(): Promise<void> {
  const element = document.querySelector<HTMLIFrameElement>('#frame iframe')!;
  const load = (): void => {
    element.src = '/frame';
  };
  findPart('frame').onPress(load);
  const done = new Promise<void>((resolve) =>
    addEventListener('message', ({ data }) => {
      if (data === 'frame done') resolve();
    }),
  );
  load();
  await done;
}
