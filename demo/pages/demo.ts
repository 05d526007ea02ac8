import { chat } from './chat.ts';
import { binary, echo, expired, ticker, unreachable } from './plain-sockets.ts';
import { countdown } from './countdown.ts';
import { frame } from './frame.ts';

// With ?auto every part does something finite and ends; without it they go on gently.
const auto = new URLSearchParams(location.search).has('auto');

const parts = [echo, binary, ticker, chat, countdown, frame, expired, unreachable];

void Promise.all(parts.map((part) => part(auto))).then(() => {
  if (!auto) return;
  document.documentElement.dataset.done = '';
  document.title = 'Sockscope demo: done';
});
