import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installHook } from '../lib/hook/install.ts';

export default defineUnlistedScript(() => {
  try {
    installHook();
  } catch {
    // A page without some built-in goes on unobserved; it must never see an error of ours.
  }
});
