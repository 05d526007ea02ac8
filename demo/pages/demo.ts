import { chat } from './chat.ts';
import { binary, echo, expired, ticker, unreachable } from './plain-sockets.ts';
import { countdown } from './countdown.ts';
import { frame } from './frame.ts';

// With ?auto every part does something finite and ends; without it they go on gently.
const auto = new URLSearchParams(location.search).has('auto');

const parts = [echo, binary, ticker, chat, countdown, frame, expired, unreachable];

try {
  await Promise.all(parts.map((part) => part(auto)));
} catch (error) {
  // Whoever waits for the end wants to know why it does not come.
  document.documentElement.dataset.failed = String(error);
  throw error;
}
if (auto) {
  document.documentElement.dataset.done = '';
  document.title = 'Sockscope demo: done';
}
