import { defineBackground } from 'wxt/utils/define-background';
import { HistorySetting } from '../lib/background/history-setting.ts';
import { Router } from '../lib/background/router.ts';

export default defineBackground(() => {
  const history = new HistorySetting((command) => router.tellHooks(command));
  const router = new Router(() => history.command());
  router.start();
});
