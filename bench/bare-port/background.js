// Forwards what the pages send.
const panels = new Set();

chrome.runtime.onConnect.addListener((from) => {
  if (from.name === 'panel') {
    panels.add(from);
    from.onDisconnect.addListener(() => panels.delete(from));
  } else
    from.onMessage.addListener((batch) => {
      for (const port of panels) port.postMessage(batch);
    });
});
