/** The filter of the list. */
export const filter = {
  title: 'Filter messages',
  placeholder: 'Filter: words, /expression/, size>10kB …',
  clear: 'Clear the filter',
  help: 'What a filter can say',
  suggestions: 'Suggestions',
  direction: 'Direction',
  sent: 'Sent',
  received: 'Received',
  kind: 'Kind',
  text: 'Text',
  binary: 'Binary',
  lifecycle: 'Lifecycle',
  errors: 'Errors',
};

/** What can stand in a filter, by its key. */
export const filterHelp = {
  intro: 'What stands side by side must all hold. Press an example to take it over.',
  earlier: 'earlier',
  words: 'words in the data, in any case',
  expression: 'regular expression (RE2)',
  combine: 'and, or, not or -, parentheses',
  dir: 'direction',
  kind: 'what a row is',
  is: 'what became of a message, or what it is for',
  event: 'label of a message: its type, event, op …',
  json: 'value in a JSON message',
  size: 'bytes of a message',
  conn: 'connection: its number or part of its address',
  url: 'address of the connection',
  frame: 'frame of the page',
  code: 'close code',
  time: 'clock time, or how long ago',
  delta: 'time since the row before of the connection',
};

/** What a value of `kind:` or `is:` finds, where its name does not say it all. */
export const filterValues = {
  message: 'what was sent and received',
  lifecycle: 'all that is no message',
  new: 'the constructor was called',
  close: 'calls of close(), and the end',
  error: 'all that went wrong',
  gap: 'where messages are missing',
  state: 'readyState changed',
  binarytype: 'binaryType was set',
  diagnostic: 'Sockscope itself failed',
  injected: 'made in this panel',
  blocked: 'a rule took it away',
  modified: 'a rule put it in place of another',
  held: 'a rule held it',
  discarded: 'not sent, as it was closing',
  released: 'its data was let go at a bound',
  heartbeat: 'ping, pong and the like',
};
