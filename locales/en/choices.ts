/** Choices of settings, by their stored values. */
export const choices = {
  dense: 'Dense',
  relaxed: 'Relaxed',
  auto: 'As fits',
  beside: 'Beside the list',
  below: 'Below the list',
};
