/** The sentences that explain an answer to an opening handshake; they stand with the interface. */
type StatusExplanation =
  | 'switching'
  | 'otherSuccess'
  | 'redirect'
  | 'badRequest'
  | 'unauthorized'
  | 'forbidden'
  | 'notFound'
  | 'proxyAuthentication'
  | 'upgradeRequired'
  | 'tooMany'
  | 'clientError'
  | 'badGateway'
  | 'unavailable'
  | 'gatewayTimeout'
  | 'serverError'
  | 'otherStatus';

// IANA "Hypertext Transfer Protocol (HTTP) Status Code Registry"; those that a handshake may meet.
const NAMES: Readonly<Record<number, string>> = {
  101: 'Switching Protocols',
  200: 'OK',
  204: 'No Content',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  407: 'Proxy Authentication Required',
  408: 'Request Timeout',
  410: 'Gone',
  426: 'Upgrade Required',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
};

const EXPLANATIONS: Readonly<Record<number, StatusExplanation>> = {
  101: 'switching',
  400: 'badRequest',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'notFound',
  407: 'proxyAuthentication',
  426: 'upgradeRequired',
  429: 'tooMany',
  502: 'badGateway',
  503: 'unavailable',
  504: 'gatewayTimeout',
};

/** A status and its registered name, as `401 Unauthorized`; the number alone where it has none. */
export function statusText(status: number): string {
  const name = NAMES[status];
  return name ? `${status} ${name}` : String(status);
}

/** Names the sentence that says what an HTTP status means for an opening handshake. */
export function explainStatus(status: number): StatusExplanation {
  const known = EXPLANATIONS[status];
  if (known) return known;
  if (status >= 200 && status < 300) return 'otherSuccess';
  if (status >= 300 && status < 400) return 'redirect';
  if (status >= 400 && status < 500) return 'clientError';
  return status >= 500 && status < 600 ? 'serverError' : 'otherStatus';
}
