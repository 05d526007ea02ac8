import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { gateDoor } from '../lib/transport/gate-door.ts';

export default defineUnlistedScript(() => {
  gateDoor().simulates = true;
});
