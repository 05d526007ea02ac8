import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { installInWorker } from '../lib/hook/install-in-worker.ts';

/** Given by what is put around this script in front of a worker's own. */
declare const channelName: string;
declare const mark: string;

export default defineUnlistedScript({
  include: ['firefox'],
  main: () => installInWorker(channelName, mark),
});
