// Forwards what the hook gathers.
document.addEventListener('bare-port', ({ relatedTarget }) => {
  const port = chrome.runtime.connect({ name: 'page' });
  relatedTarget.addEventListener('batch', ({ detail }) => port.postMessage(detail));
});
