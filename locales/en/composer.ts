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

/** Sending, delivering, replaying and closing. */
export const composer = {
  title: 'Composer',
  fold: 'Fold the composer',
  unfold: 'Unfold the composer',
  format: 'Format',
  text: 'Text',
  hex: 'Hex',
  base64: 'Base64',
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
  closeHint: 'Asks for a code and a reason',
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
};
