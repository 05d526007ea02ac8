/** The filter of the list. */
export const filter = {
  title: 'Filter messages',
  placeholder: 'Filter: words, /expression/, kind:error, size>10kB …',
  clear: 'Clear the filter',
  direction: 'Direction',
  sent: 'Sent',
  received: 'Received',
  kind: 'Kind',
  text: 'Text',
  binary: 'Binary',
  lifecycle: 'Lifecycle',
  errors: 'Errors',
};
