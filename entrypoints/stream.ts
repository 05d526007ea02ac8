import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { run, useConversions } from '../lib/hook/arguments.ts';
import { awaitDoor } from '../lib/hook/control-door.ts';
import { createConversions } from '../lib/hook/convert-objects.ts';
import { patchStream } from '../lib/hook/patch-stream.ts';

export default defineUnlistedScript({
  include: ['chrome'],
  main() {
    try {
      if (!('WebSocketStream' in globalThis)) return;
      awaitDoor((door) => {
        useConversions(createConversions(run));
        door.undo = patchStream(door);
      }, false);
    } catch {
      // As in the hook: a page without some built-in goes on.
    }
  },
});
