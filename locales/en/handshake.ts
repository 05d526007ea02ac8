import type { Say } from '../../lib/i18n/words.ts';

const oneOf: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: 'Perhaps this one.',
    other: 'One of these #.',
  });

const candidate: Say<{ number: number; status: string; moment: string }> = (
  { number, status, moment },
  words,
) => `${words.number(number)}: ${status}, ${moment}`;

const after: Say<{ duration: string }> = ({ duration }) => `after ${duration}`;

const leftOut: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: '# more header was too much to keep.',
    other: '# more headers were too much to keep.',
  });

const hiddenValue: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# character, hidden', other: '# characters, hidden' });

const windowBits: Say<{ side: string; bits: string }> = ({ side, bits }) =>
  `${side} compresses within a window of ${bits} bits.`;

/** The opening handshake of a connection. */
export const handshake = {
  none: 'No handshake was seen',
  noneFailed:
    'The browser began none for this socket, or the extension did not see it. Common causes: the page’s Content-Security-Policy (connect-src), mixed content (ws: from an https: page), a port that browsers block, a close() before it began.',
  noneOther:
    'The browser began it before the extension was there, or the record of it was let go: of each tab the newest 200 are kept while DevTools are closed.',
  noneWorker:
    'The browser does not tell which handshake is that of a socket in a worker, or of one that the hook does not see.',
  noneWaiting: 'None yet. The browser may hold it back: others to the same server come first.',
  noneThrew: 'The constructor threw: the browser began no handshake.',
  unsure: 'It cannot be told which handshake was this connection’s',
  unsureWhy:
    'Others to the same URL ran at the same time, and not all belong to sockets that are seen here, such as those of workers.',
  oneOf,
  orNone: 'Perhaps it had none of them.',
  candidate,
  candidates: 'Candidates',
  status: 'Status',
  running: 'No answer yet',
  failed: 'Failed',
  url: 'URL',
  address: 'Address',
  error: 'Error',
  cause: 'What it means',
  times: 'Times',
  constructed: 'Constructed',
  began: 'Began',
  sent: 'Request made',
  answered: 'Answered',
  opened: 'open event',
  ended: 'Ended',
  after,
  subprotocol: 'Subprotocol',
  subprotocolNone: 'none asked for, none chosen',
  subprotocolRefused: 'The page asked, and the server chose none.',
  subprotocolChosen: 'Chosen by the server from what the page asked for.',
  subprotocolForeign: 'The page did not ask for it: the browser must fail the connection.',
  extensions: 'Extensions',
  extensionsNone: 'none: messages go as they are',
  deflate: 'Messages may be compressed, each as its sender likes (RFC 7692).',
  deflateServerReset:
    'The server compresses each message on its own: less memory, larger messages.',
  deflateClientReset:
    'The browser compresses each message on its own: less memory, larger messages.',
  windowBits,
  windowDefault: '15',
  server: 'The server',
  client: 'The browser',
  unknownParameter: 'A parameter that RFC 7692 does not know.',
  unknownExtension: 'An extension that no standard explains here.',
  request: 'Request headers',
  response: 'Response headers',
  noHeaders: 'none known',
  leftOut,
  hiddenValue,
  showSecrets: 'Show cookies and credentials',
  hideSecrets: 'Hide cookies and credentials',
  copyHeaders: 'Copy headers',
  copyCurl: 'Copy as cURL',
  chromiumHides:
    'Chromium hides Host, Sec-WebSocket-Key, -Protocol and -Extensions from extensions.',
  askLog: 'Ask the Network log',
  askLogHint: 'Reads the log of DevTools once. With many messages in it that takes a while.',
  logFilled: 'Filled in from the Network log of DevTools.',
  logHadNone:
    'The Network log does not have this handshake: it begins when DevTools open, and is cleared with a navigation.',
  causeRefused: 'Nobody listens at this address and port, or a firewall refuses.',
  causeUnknownHost: 'The name of the server cannot be resolved.',
  causeTimeout: 'The server did not answer in time.',
  causeReset: 'The connection was cut before an answer: by the server, or by something on the way.',
  causeTls: 'The secure connection failed, most often over the server’s certificate.',
  causeBlocked: 'The browser, a policy of the page or another extension blocked it.',
  causeAborted: 'It was given up: the page closed the socket, or went away.',
  causeUnknown:
    'The browser tells an extension no more. It may be that nobody listens, that the name does not resolve, that the certificate is bad, that the server answered with another status than 101 or in a way that is no handshake, or that something on the way blocked it. The Console of the page names the reason.',
  causeNoAnswer:
    'The connection failed before an answer came: nobody listens, the name does not resolve, the certificate is bad, or it was cut.',
  causeAnswered:
    'The request went out to the server, so name, port and certificate are right. Its answer was no handshake: another status than 101, or wrong headers. The Console of the page names the reason.',
  causeBad101:
    'The server answered 101, and yet the browser failed the connection: Sec-WebSocket-Accept is wrong, or the subprotocol or an extension is none that was asked for.',
  causeProtocol: 'The server chose a subprotocol that the page did not ask for.',
};
