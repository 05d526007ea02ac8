/** Choices of settings, by their stored values. */
export const choices = {
  dense: 'Dense',
  relaxed: 'Relaxed',
  auto: 'As fits',
  beside: 'Beside the list',
  below: 'Below the list',
  off: 'Nothing',
  small: '1,000 events, 1 MiB',
  usual: '10,000 events, 8 MiB',
  large: '100,000 events, 64 MiB',
  forward: 'go on, in order',
  drop: 'are dropped',
};
