// Gathers what passes and hands it over every 8 ms: no copy, no numbers, no bounds.
const BATCH_BYTES = 512 * 1024;
const element = document.createElement('i');
let batch = [];
let bytes = 0;
let scheduled = false;

function flush() {
  scheduled = false;
  element.dispatchEvent(new CustomEvent('batch', { detail: batch }));
  batch = [];
  bytes = 0;
}

function pass(data) {
  batch.push(data);
  bytes += data.length ?? data.byteLength ?? 0;
  if (bytes >= BATCH_BYTES) flush();
  else if (!scheduled) {
    scheduled = true;
    setTimeout(flush, 8);
  }
}

const Native = WebSocket;
const { send } = Native.prototype;
Native.prototype.send = function passingSend(data) {
  pass(data);
  send.call(this, data);
};
window.WebSocket = class extends Native {
  constructor(...args) {
    super(...args);
    this.addEventListener('message', ({ data }) => pass(data));
  }
};
document.dispatchEvent(new FocusEvent('bare-port', { relatedTarget: element }));
