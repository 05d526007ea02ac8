import { defineBackground } from 'wxt/utils/define-background';
import { recordHandshakes } from '../lib/background/handshakes.ts';
import { HistorySetting } from '../lib/background/history-setting.ts';
import { Router } from '../lib/background/router.ts';
import { RuleRouter } from '../lib/background/rule-router.ts';
import { WorkerCapture } from '../lib/background/worker-capture.ts';

export default defineBackground(() => {
  const history = new HistorySetting((command) => router.tellHooks(command));
  // Only Firefox lets an extension change what a worker's script is.
  const workers = import.meta.env.FIREFOX ? new WorkerCapture() : undefined;
  const router = new Router(
    () => history.command(),
    (tabId, watched) => {
      workers?.watch(tabId, watched);
      void rules.watch(tabId, watched);
    },
  );
  const rules = new RuleRouter();
  router.start();
  rules.start();
  recordHandshakes();
});
