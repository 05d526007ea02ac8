import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { shownPaths } from '../../lib/panel/columns.ts';

/**
 * What a report of a fault needs: versions, counts and bounds. Nothing in it is of the page's making:
 * no payloads, no URLs, no names, and of what the user typed nothing either.
 */
export function diagnostics(model: PanelModel): string {
  const { preferences, creator } = model;
  const { sentBytes, receivedBytes, missing, malformed } = model.totals.value;
  const connections = model.connections.value;
  const states = [0, 1, 2, 3].map(
    (state) => connections.filter((connection) => connection.state === state).length,
  );
  const facts: Record<string, string | number | boolean> = {
    [creator.name]: creator.version,
    browser: navigator.userAgent,
    language: navigator.language,
    panel: `${window.innerWidth} × ${window.innerHeight} at ${window.devicePixelRatio}`,
    connected: model.connected.value,
    recording: model.recording.value,
    'missed while paused': model.missedWhilePaused.value,
    'connections (connecting, open, closing, closed)': states.join(', '),
    'rows shown': model.rows.value.length,
    'messages shown': model.shownMessages.value,
    messages: model.totalMessages.value,
    'bytes sent': sentBytes,
    'bytes received': receivedBytes,
    'messages left out': missing,
    'damaged events': malformed,
    'log weighs': model.memory.value,
    'log may weigh': preferences.memoryBound.value,
    'a page keeps': preferences.history.value,
    'keep log': preferences.keepLog.value,
    'filter is wrong': model.filterError.value !== null,
    layout: preferences.layout.value,
    rows: preferences.rows.value,
    times: preferences.timeStyle.value,
    'columns of paths': shownPaths(preferences.columns.value).length,
  };
  return Object.entries(facts)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');
}
