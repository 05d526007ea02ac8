import type { Say } from '../../lib/i18n/words.ts';

const after: Say<{ duration: string }> = ({ duration }) => `after ${duration}`;

const lastAt: Say<{ time: string }> = ({ time }) => `the last at ${time}`;

const bufferedStep: Say<{ bytes: string; duration: string }> = ({ bytes, duration }) =>
  `${bytes} after ${duration}`;

const bufferedSince: Say<{ moment: string; steps: string }> = ({ moment, steps }) =>
  `since ${moment}: ${steps}`;

const frame: Say<{ id: number }> = ({ id }) => `frame ${id}`;

const ago: Say<{ age: string }> = ({ age }) => `${age} ago`;

const ahead: Say<{ age: string }> = ({ age }) => `in ${age}`;

const reading: Say<{ percent: number }> = ({ percent }) => `Reading… ${percent} %`;

const tooManyValues: Say<{ most: number }> = ({ most }, words) =>
  `More than ${words.number(most)} values, too many for a tree`;

const jsonFault: Say<{ place: number }> = ({ place }, words) =>
  `Not JSON: fault at character ${words.number(place)}`;

const openedBy: Say<{ url: string }> = ({ url }) => `opened by ${url}`;

/** What is known of the selected row and of its connection. */
export const details = {
  title: 'Details',
  message: 'Message',
  text: 'Text',
  hex: 'Hex',
  compare: 'Compare',
  handshake: 'Handshake',
  connection: 'Connection',
  moreViews: 'More views',
  nothingSelected: 'Nothing selected',
  nothingSelectedHint: 'Select a message to see it as text, as a JSON tree or as hex.',
  noConnection: 'This row belongs to no single connection.',
  noMessage: 'This row carries no message.',
  unknownConnection: 'This connection is not known any more.',
  sent: 'Sent',
  received: 'Received',
  size: 'Size',
  fromBlob: 'from a Blob',
  fromView: 'from a view',
  marks: 'Marks',
  discardedHint: 'sent while closing or closed: it never went out',
  copy: 'Copy',
  save: 'Save',
  copyUrl: 'Copy URL',
  copyHex: 'Copy hex',
  copyBase64: 'Copy Base64',
  empty: 'The message is empty.',
  loading: 'Still being read from the page’s Blob…',
  bytesAsUtf8: 'Bytes read as UTF-8',
  textAsUtf8: 'Text as UTF-8',
  hexDump: 'Hex dump',
  reading,
  tooManyValues,
  jsonFault,
  textForm: 'Form of the text',
  pretty: 'Pretty',
  raw: 'Raw',
  unfolded: 'Unfolded',
  unfoldHint: 'Looks into the value',
  nothingUnfolded: 'There is nothing of the kind in it',
  unfoldedInPart: 'Only a part: it goes on, or is cut off',
  unfoldJson: 'JSON',
  unfoldJwt: 'JWT',
  unfoldBase64: 'Base64',
  unfoldUrl: 'URL-encoded',
  unfoldText: 'As text',
  unfoldGzip: 'gzip',
  unfoldDeflate: 'deflate',
  unfoldDeflateRaw: 'Try deflate',
  jwtExpires: 'Expires',
  jwtNotBefore: 'Not before',
  jwtIssued: 'Issued',
  jwtExpired: 'expired',
  jwtNotYet: 'not valid yet',
  jwtNeverExpires: 'never: it has no “exp”',
  jwtSignature: 'Signature',
  jwtNotVerified: 'there, and not verified',
  jwtUnsigned: 'none',
  ago,
  ahead,
  showImage: 'Show the image',
  imageOfMessage: 'The image in the message',
  mediaFailed: 'The browser cannot show it.',
  showMore: 'Show more',
  showBefore: 'Show what is before',
  url: 'URL',
  api: 'API',
  frameName: 'Frame',
  workerName: 'Worker',
  scopeDedicated: 'dedicated',
  scopeShared: 'shared',
  scopeUnknown: 'dedicated or service',
  openedBy,
  capture: 'Captured by',
  captureWorker: 'the hook, put in front of the worker’s script: it can be controlled',
  captureNetworkLog:
    'the Network log of DevTools: read-only, messages come in steps, and a close without its code',
  frame,
  threw: 'Threw',
  askedFor: 'Asked for',
  noSubprotocol: 'no subprotocol',
  negotiated: 'Negotiated',
  extensions: 'Extensions',
  constructed: 'Constructed',
  opened: 'Opened',
  closed: 'Closed',
  after,
  age: 'Age',
  lived: 'Lived',
  leftOut: 'Left out',
  lastAt,
  bufferedStep,
  bufferedSince,
  callStack: 'Call stack',
  closeCode: 'Close code',
  madeUp: 'The browser made this code up for the page; a Close frame never carries it.',
  reason: 'Reason',
  clean: 'Clean',
  cleanYes: 'yes, both sides said goodbye',
  cleanNo: 'no, without a closing handshake',
  event: 'Event',
  gapEvent: 'Messages left out',
  time: 'Time',
  what: 'What',
};
