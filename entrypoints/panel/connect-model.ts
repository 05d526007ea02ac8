import browser from 'webextension-polyfill';
import { LivePanelModel } from '../../lib/panel/live-panel-model.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { createPreferences } from '../../lib/panel/preferences.ts';
import { RulesModel } from '../../lib/panel/rules-model.ts';
import { PanelClient } from '../../lib/transport/panel-client.ts';
import { HarReader } from '../../lib/session/har-reader.ts';
import { RuleClient } from '../../lib/transport/rule-client.ts';
import { followNetworkLog } from '../../lib/transport/network-log.ts';
import { followHandshakes } from '../../lib/transport/handshake-feed.ts';
import { hidesHeaders, readLoggedHandshakes } from '../../lib/transport/logged-handshakes.ts';
import { createWorkerClock } from './worker-clock.ts';
import { createFramePacer } from './frame-pacer.ts';
import { remember } from './remember.ts';

/** The model of the tab that these DevTools inspect, as it was left, connected to its frames. */
export async function connectModel(): Promise<PanelModel> {
  const preferences = createPreferences();
  await remember(preferences);
  const { name, version } = browser.runtime.getManifest();
  const { tabId } = browser.devtools.inspectedWindow;
  const rules = new RulesModel((message) => ruleClient.send(message));
  const ruleClient = new RuleClient(tabId, (message) => rules.take(message));
  const model = new LivePanelModel({
    preferences,
    rules,
    creator: { name, version },
    nextFrame: createFramePacer(),
    ...(hidesHeaders() && { readNetworkLog: readLoggedHandshakes }),
    clock: createWorkerClock(),
    control: {
      send: (documentId, connection, data) =>
        client.command(documentId, { type: 'send', connection, data }),
      deliver: (documentId, connection, data) =>
        client.command(documentId, { type: 'deliver', connection, data }),
      close: (documentId, connection, code, reason) =>
        client.command(documentId, { type: 'close', connection, code, reason }),
      end: (documentId, connection, end) =>
        client.command(documentId, { type: 'end', connection, ...end }),
      open: (documentId, url, protocols) =>
        client.command(documentId, { type: 'open', url, protocols }),
      wake: () => client.wake(),
      reload: () => browser.devtools.inspectedWindow.reload({}),
    },
  });
  const client = new PanelClient(tabId, {
    documentStarted: (info) => model.documentStarted(info),
    documentGone: (documentId) => model.documentGone(documentId),
    navigated: (timeOrigin) => model.navigated(timeOrigin, Date.now()),
    take: (documentId, batch) => model.take(documentId, batch),
    malformed: () => model.session.countMalformed(),
    observedChanged: (observed) => {
      model.observed.value = observed;
    },
    aliveDocuments: () => model.session.aliveDocuments(),
    connectedChanged: (connected) => {
      model.connected.value = connected;
    },
  });
  client.connect();
  ruleClient.connect();
  // Firefox builds its whole log anew for each question, and there the hook is in workers, too.
  if (!import.meta.env.FIREFOX) followNetworkLog(harReader(model));
  void followHandshakes(tabId, (handshake) => model.session.takeHandshake(handshake));
  browser.devtools.network.onNavigated.addListener(() => client.navigated());
  return model;
}

function harReader(model: LivePanelModel): HarReader {
  const { session } = model;
  return new HarReader(
    {
      documentStarted: (info) => model.documentStarted(info),
      documentGone: (documentId, time) => session.documentGone(documentId, time),
      take: (documentId, batch) => model.take(documentId, batch),
      countMalformed: () => session.countMalformed(),
      hookSockets: () => session.hookSockets(),
    },
    ['/hook.js', '/control.js', '/stream.js'].map((path) => browser.runtime.getURL(path)),
    () => new Promise((rested) => setTimeout(rested)),
  );
}
