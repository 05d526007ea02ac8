/** What a close code means, in words for a person. */
export interface CloseCodeMeaning {
  /** Short name, as in the IANA registry where the code is registered. */
  name: string;
  /** One sentence that explains when it is seen. */
  description: string;
  /** False for codes that an endpoint must not put into a Close frame (RFC 6455 section 7.4.1). */
  onTheWire: boolean;
}

// RFC 6455 section 7.4.1 and the IANA "WebSocket Close Code Number Registry".
const REGISTERED: Readonly<Record<number, CloseCodeMeaning>> = {
  1000: wire('Normal Closure', 'The purpose for which the connection was opened is fulfilled.'),
  1001: wire('Going Away', 'The server is going down, or the page was left.'),
  1002: wire('Protocol Error', 'An endpoint ended the connection because of a protocol error.'),
  1003: wire('Unsupported Data', 'An endpoint received a type of data that it cannot accept.'),
  1004: wire('Reserved', 'Reserved; its meaning may be defined in the future.'),
  1005: local('No Status Received', 'The Close frame carried no code. Never sent on the wire.'),
  1006: local(
    'Abnormal Closure',
    'No Close frame was received: the connection failed or was cut. Never sent on the wire.',
  ),
  1007: wire('Invalid Frame Payload Data', 'A message did not fit its type, such as bad UTF-8.'),
  1008: wire('Policy Violation', 'A message violated the policy of the endpoint.'),
  1009: wire('Message Too Big', 'A message was too big to process.'),
  1010: wire('Mandatory Extension', 'The server did not negotiate an extension that was expected.'),
  1011: wire('Internal Error', 'The server met an unexpected condition.'),
  1012: wire('Service Restart', 'The service restarts; reconnect after a random delay.'),
  1013: wire('Try Again Later', 'The service is overloaded; reconnect later or elsewhere.'),
  1014: wire('Bad Gateway', 'A gateway or proxy got an invalid response from its upstream server.'),
  1015: local('TLS Handshake', 'The TLS handshake failed. Never sent on the wire.'),
  3000: wire('Unauthorized', 'Registered with IANA: the endpoint must be authorised first.'),
  3003: wire('Forbidden', 'Registered with IANA: authorised, but without the permission.'),
  3008: wire('Timeout', 'Registered with IANA: the endpoint took too long to respond.'),
};

function wire(name: string, description: string): CloseCodeMeaning {
  return { name, description, onTheWire: true };
}

function local(name: string, description: string): CloseCodeMeaning {
  return { name, description, onTheWire: false };
}

/** Explains a close code (RFC 6455 section 7.4, IANA registry); any number gets an answer. */
export function explainCloseCode(code: number): CloseCodeMeaning {
  const known = REGISTERED[code];
  if (known) return known;
  if (!Number.isInteger(code) || code < 0 || code > 65535)
    return local('Not a close code', 'A close code is a whole number from 0 to 65535.');
  if (code < 1000)
    return local('Unused', 'Codes below 1000 are not used (RFC 6455 section 7.4.2).');
  if (code < 3000)
    return wire('Unassigned', 'Reserved for the protocol and its extensions; not registered yet.');
  if (code < 4000)
    return wire(
      'Library or framework',
      '3000–3999: for libraries, frameworks and applications, registered with IANA.',
    );
  if (code < 5000)
    return wire(
      'Application',
      '4000–4999: private use; the meaning is agreed between page and server.',
    );
  return local('Not defined', 'Codes above 4999 are not defined (RFC 6455 section 7.4.2).');
}
