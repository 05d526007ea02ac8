import type { Say } from '../../lib/i18n/words.ts';

const sent: Say<{ size: string }> = ({ size }) => `Sent ${size} to the server`;

const delivered: Say<{ size: string }> = ({ size }) => `Delivered ${size} to the page`;

const connectionIs: Say<{ state: string }> = ({ state }) => `The connection is ${state}`;

const hexUnknown: Say<{ character: string; position: number }> = ({ character, position }) =>
  `Hex does not know “${character}”: position ${position}`;

const hexPairs: Say<{ position: number }> = ({ position }) =>
  `Hex wants pairs of digits: position ${position}`;

const base64Unknown: Say<{ character: string; position: number }> = ({ character, position }) =>
  `Base64 does not know “${character}”: position ${position}`;

const base64AfterPadding: Say<{ position: number }> = ({ position }) =>
  `Base64 has data after its padding: position ${position}`;

const reasonTooLong: Say<{ bytes: number; most: number }> = ({ bytes, most }) =>
  `The reason has ${bytes} bytes as UTF-8; at most ${most} fit`;

const jsonError: Say<{ error: string; line: number; column: number }> = ({ error, line, column }) =>
  `${error}: line ${line}, column ${column}`;

const repeat: Say<{ times: number }> = ({ times }) => `× ${times}: how often it is sent`;

const running: Say<{ done: string; total: string }> = ({ done, total }) => `${done} of ${total}`;

const paused: Say<{ done: string; total: string }> = ({ done, total }) =>
  `Paused at ${done} of ${total}`;

const runDone: Say<{ done: string; total: string }> = ({ done, total }) =>
  `Done: ${done} of ${total}`;

const stopped: Say<{ done: string; total: string }> = ({ done, total }) =>
  `Stopped after ${done} of ${total}`;

const failed: Say<{ done: string; total: string; error: string }> = ({ done, total, error }) =>
  `Stopped after ${done} of ${total}: ${error}`;

const preview: Say<{ size: string }> = ({ size }) => `Sends ${size}, such as`;

const bytesBlob: Say<{ size: string }> = ({ size }) => `${size}. Delivered, the page gets a Blob`;

const bytesBuffer: Say<{ size: string }> = ({ size }) =>
  `${size}. Delivered, the page gets an ArrayBuffer`;

const snippetDelete: Say<{ name: string }> = ({ name }) => `Delete ${name}`;

/** Sending, delivering, replaying and closing. */
export const composer = {
  title: 'Composer',
  fold: 'Fold the composer',
  unfold: 'Unfold the composer',
  format: 'Format',
  json: 'JSON',
  text: 'Text',
  hex: 'Hex',
  base64: 'Base64',
  jsonPlaceholder: 'JSON to send. Ctrl+Enter sends it to the server',
  textPlaceholder: 'Text to send. Ctrl+Enter sends it to the server',
  hexPlaceholder: 'Bytes as hex, such as 08 96 01',
  base64Placeholder: 'Bytes as Base64, such as CJYB',
  draft: 'Message to send',
  replay: 'Replay',
  replayHint: 'Sends or delivers the selected message again',
  replayed: 'Replayed the message',
  edit: 'Edit and resend',
  editHint: 'Takes the selected message into the composer',
  close: 'Close connection',
  deliver: 'Deliver to page',
  deliverHint: 'The page gets it as though the server had sent it',
  delivered,
  send: 'Send to server',
  sendHint: 'Ctrl+Enter',
  sent,
  selectFirst: 'Select a message first',
  notMessage: 'The selected row is not a message',
  tooLong: 'The message is too long to edit',
  unknownConnection: 'Its connection is not known any more',
  notThere: 'The payload is not there yet',
  severalOpen: 'Several connections are open: select one',
  noneOpen: 'No connection is open',
  readOnly: 'The connection is read-only: only the Network log sees it',
  connectionIs,
  hexUnknown,
  hexPairs,
  base64Unknown,
  base64AfterPadding,
  base64CutOff: 'Base64 is cut off: its last group has a single character',
  base64Padding: 'Base64 has the wrong number of “=” at its end',
  code: 'Code',
  reason: 'Reason',
  closeWith: 'Close with this code',
  cancel: 'Cancel',
  noCode: 'No code: the server is told 1005',
  reasonTooLong,
  reasonWantsCode: 'A reason wants a code',
  pageCodes: 'A page may close with 1000 or with 3000 to 4999',
  jsonError,
  closing: 'The connection is closing',
  deliverBlob: 'The page gets a Blob, as though the server had sent it',
  deliverBuffer: 'The page gets an ArrayBuffer, as though the server had sent it',
  bytesBlob,
  bytesBuffer,
  preview,
  previewHint: 'An example: each message gets values of its own',
  more: 'More',
  moreHint: 'Replay many, tidy JSON, close',
  replayOne: 'Replay the selected message',
  editOne: 'Edit the selected message',
  replayMany: 'Replay messages…',
  tidy: 'Tidy JSON',
  tidyHint: 'The draft is not JSON',
  variables: 'Variables',
  variablesHint: 'Puts values such as {{uuid}} into each message that is sent',
  variablesText: 'Variables stand in JSON and text only',
  replaceVariables: 'Replace variables',
  varUuid: 'A random UUID',
  varNow: 'The time in milliseconds',
  varNowSeconds: 'The time in seconds',
  varNowIso: 'The time as ISO 8601',
  varCounter: '1, 2, 3, …; {{counter 100}} begins at 100',
  varRandom: 'A whole number from 1 to 6',
  varReceived: 'Out of the newest message received that has it',
  varSent: 'Out of the newest message sent that has it',
  varLiteral: 'Two braces as they are',
  counterAgain: 'Counter from its start',
  snippets: 'Snippets',
  snippetsHint: 'Messages that were kept, and those that were sent',
  snippetNew: 'Name for this message',
  snippetSave: 'Save',
  snippetDelete,
  snippetName: 'A name has 1 to 80 characters',
  snippetTooLong: 'The message is too long to keep: at most 100,000 characters',
  snippetTooMany: 'There is no room for more: delete one first',
  noSnippets: 'None saved yet',
  history: 'Sent before',
  noHistory: 'Nothing sent yet',
  historyClear: 'Forget all of these',
  repeat,
  repeatTitle: 'Send many times',
  repeatHint: 'How often a message is sent',
  repeatHelp: 'It stops when the connection closes',
  times: 'Times',
  every: 'Every … ms',
  run: 'Messages under way',
  progress: 'Progress',
  running,
  paused,
  runDone,
  stopped,
  failed,
  pause: 'Pause',
  step: 'Step',
  resume: 'Go on',
  stop: 'Stop',
  dismiss: 'Dismiss',
  end: 'Simulate an end…',
  noEnd: 'Only the browser can end the streams of a WebSocketStream',
  endNow: 'End it for the page',
  endFailed: 'Failed: an error event first',
  endCodes: 'A close event has a code from 1000 to 4999',
  ended: 'The page saw the connection end',
  open: 'Open a connection…',
  openNow: 'Open',
  openHelp: 'It is opened by the page, with its origin and cookies',
  opening: 'The connection is being opened',
  url: 'URL',
  protocols: 'Protocols',
  frame: 'In',
  urlWrong: 'The URL begins with ws:// or wss:// and has no #',
  noFrame: 'No document of the page can be reached',
};
