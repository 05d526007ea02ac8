import { defineBackground } from 'wxt/utils/define-background';
import { Router } from '../lib/background/router.ts';

export default defineBackground(() => new Router().start());
