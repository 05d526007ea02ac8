import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { carryOut } from '../lib/hook/carry-out.ts';
import { awaitDoor } from '../lib/hook/control-door.ts';
import { createConversions } from '../lib/hook/convert-objects.ts';

export default defineUnlistedScript(() => {
  try {
    awaitDoor((door) => {
      door.carryOut = carryOut;
      door.conversions = createConversions(door.run);
    }, true);
  } catch {
    // As in the hook: a page without some built-in goes on.
  }
});
