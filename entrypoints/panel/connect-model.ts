import type { Signal } from '@preact/signals-core';
import browser from 'webextension-polyfill';
import { LivePanelModel } from '../../lib/panel/live-panel-model.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { PanelClient } from '../../lib/transport/panel-client.ts';
import { MEMORY_BOUNDS } from '../../lib/session/types.ts';
import { loadSettings, saveSettings } from '../../lib/transport/settings.ts';
import type { Settings } from '../../lib/transport/settings.ts';
import { createFramePacer } from './frame-pacer.ts';

/** The model of the tab that these DevTools inspect, as it was left, connected to its frames. */
export async function connectModel(): Promise<PanelModel> {
  const settings = await loadSettings();
  const { name, version } = browser.runtime.getManifest();
  const model = new LivePanelModel({
    creator: { name, version },
    nextFrame: createFramePacer(),
    control: {
      send: (documentId, connection, data) =>
        client.command(documentId, { type: 'send', connection, data }),
      deliver: (documentId, connection, data) =>
        client.command(documentId, { type: 'deliver', connection, data }),
      close: (documentId, connection, code, reason) =>
        client.command(documentId, { type: 'close', connection, code, reason }),
    },
  });
  const client = new PanelClient(browser.devtools.inspectedWindow.tabId, {
    documentStarted: (info) => model.documentStarted(info),
    documentGone: (documentId) => model.documentGone(documentId),
    navigated: (timeOrigin) => model.navigated(timeOrigin, Date.now()),
    take: (documentId, batch) => model.take(documentId, batch),
    malformed: () => model.session.countMalformed(),
    aliveDocuments: () => model.session.aliveDocuments(),
    connectedChanged: (connected) => {
      model.connected.value = connected;
    },
  });
  client.connect();
  browser.devtools.network.onNavigated.addListener(() => client.navigated());
  remember(model, settings);
  return model;
}

/** Gives the model the settings of last time, and keeps those that are chosen from now on. */
function remember(model: PanelModel, { keepLog, memoryBound }: Settings): void {
  if (keepLog !== undefined) model.keepLog.value = keepLog;
  const chosen = MEMORY_BOUNDS.find((bound) => bound === memoryBound);
  if (chosen !== undefined) model.memoryBound.value = chosen;
  onChange(model.keepLog, (value) => void saveSettings({ keepLog: value }));
  onChange(model.memoryBound, (value) => void saveSettings({ memoryBound: value }));
}

/** Calls back with each new value of a signal. */
function onChange<T>(signal: Signal<T>, callback: (value: T) => void): void {
  let last = signal.peek();
  signal.subscribe((value) => {
    if (value === last) return;
    last = value;
    callback(value);
  });
}
