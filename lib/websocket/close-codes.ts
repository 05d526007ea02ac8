/** The sentences that explain close codes; they stand with the texts of the interface. */
type CloseExplanation =
  | 'normalClosure'
  | 'goingAway'
  | 'protocolError'
  | 'unsupportedData'
  | 'reserved'
  | 'noStatus'
  | 'abnormal'
  | 'invalidPayload'
  | 'policyViolation'
  | 'tooBig'
  | 'mandatoryExtension'
  | 'internalError'
  | 'serviceRestart'
  | 'tryAgainLater'
  | 'badGateway'
  | 'tlsHandshake'
  | 'unauthorized'
  | 'forbidden'
  | 'timeout'
  | 'notACode'
  | 'unused'
  | 'unassigned'
  | 'library'
  | 'application'
  | 'notDefined';

/** What a close code means. */
export interface CloseCodeMeaning {
  /** Short name, as in the IANA registry where the code is registered. */
  name: string;
  /** Names the sentence that explains when it is seen. */
  explanation: CloseExplanation;
  /** False for codes that an endpoint must not put into a Close frame (RFC 6455 section 7.4.1). */
  onTheWire: boolean;
}

// RFC 6455 section 7.4.1 and the IANA "WebSocket Close Code Number Registry".
const REGISTERED: Readonly<Record<number, CloseCodeMeaning>> = {
  1000: wire('Normal Closure', 'normalClosure'),
  1001: wire('Going Away', 'goingAway'),
  1002: wire('Protocol Error', 'protocolError'),
  1003: wire('Unsupported Data', 'unsupportedData'),
  1004: wire('Reserved', 'reserved'),
  1005: local('No Status Received', 'noStatus'),
  1006: local('Abnormal Closure', 'abnormal'),
  1007: wire('Invalid Frame Payload Data', 'invalidPayload'),
  1008: wire('Policy Violation', 'policyViolation'),
  1009: wire('Message Too Big', 'tooBig'),
  1010: wire('Mandatory Extension', 'mandatoryExtension'),
  1011: wire('Internal Error', 'internalError'),
  1012: wire('Service Restart', 'serviceRestart'),
  1013: wire('Try Again Later', 'tryAgainLater'),
  1014: wire('Bad Gateway', 'badGateway'),
  1015: local('TLS Handshake', 'tlsHandshake'),
  3000: wire('Unauthorized', 'unauthorized'),
  3003: wire('Forbidden', 'forbidden'),
  3008: wire('Timeout', 'timeout'),
};

function wire(name: string, explanation: CloseExplanation): CloseCodeMeaning {
  return { name, explanation, onTheWire: true };
}

function local(name: string, explanation: CloseExplanation): CloseCodeMeaning {
  return { name, explanation, onTheWire: false };
}

/** Explains a close code (RFC 6455 section 7.4, IANA registry); any number gets an answer. */
export function explainCloseCode(code: number): CloseCodeMeaning {
  const known = REGISTERED[code];
  if (known) return known;
  if (!Number.isInteger(code) || code < 0 || code > 65535)
    return local('Not a close code', 'notACode');
  if (code < 1000) return local('Unused', 'unused');
  if (code < 3000) return wire('Unassigned', 'unassigned');
  if (code < 4000) return wire('Library or framework', 'library');
  if (code < 5000) return wire('Application', 'application');
  return local('Not defined', 'notDefined');
}
