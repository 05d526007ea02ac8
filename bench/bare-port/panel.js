// Counts what arrives.
let total = 0;
chrome.runtime.connect({ name: 'panel' }).onMessage.addListener((batch) => {
  total += batch.length;
  document.getElementById('total').textContent = `${total} messages`;
});
