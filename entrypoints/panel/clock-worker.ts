/** Answers each number with itself after as many milliseconds as come with it. */
addEventListener('message', ({ data }: MessageEvent<{ id: number; time: number }>) => {
  setTimeout(() => postMessage(data.id), data.time);
});
