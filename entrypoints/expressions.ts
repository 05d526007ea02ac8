import { RE2JS } from 're2js';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { gateDoor } from '../lib/transport/gate-door.ts';

export default defineUnlistedScript(() => {
  gateDoor().expressions = RE2JS;
});
