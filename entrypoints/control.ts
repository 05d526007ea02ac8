import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { carryOut } from '../lib/hook/carry-out.ts';
import { awaitDoor } from '../lib/hook/control-door.ts';

export default defineUnlistedScript(() => {
  try {
    awaitDoor((door) => {
      door.carryOut = carryOut;
    }, true);
  } catch {
    // As in the hook: a page without some built-in goes on.
  }
});
