import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startRelay } from '../lib/transport/relay.ts';

export default defineUnlistedScript(() => startRelay());
