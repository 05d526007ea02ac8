/** What an HTTP status means as the answer to an opening handshake. */
export const httpStatus = {
  switching: 'The server agreed: from here on it is a WebSocket.',
  otherSuccess:
    'The server answered as to any request: what is at this path is no WebSocket, or a proxy did not pass Upgrade on.',
  redirect: 'A redirect. Browsers follow none in a handshake: the page has to ask for the new URL.',
  badRequest:
    'The server did not take the request for a handshake: often a proxy drops Upgrade and Connection, or a header is not as it wants it.',
  unauthorized:
    'The server wants credentials. A page cannot set headers on a WebSocket: they go by cookie, in the URL, as a subprotocol, or in the first message.',
  forbidden: 'The server refuses: often it does not allow this Origin, or the session is over.',
  notFound: 'There is nothing at this path: a wrong path, or a proxy that does not pass it on.',
  proxyAuthentication: 'A proxy on the way wants credentials.',
  upgradeRequired: 'The server wants another protocol or another version of it.',
  tooMany: 'Too many requests: reconnect later, with growing delays.',
  clientError: 'The server refuses the request.',
  badGateway: 'A proxy on the way got no good answer from the server behind it.',
  unavailable: 'The server, or a proxy before it, is overloaded or down: reconnect later.',
  gatewayTimeout: 'A proxy on the way got no answer in time from the server behind it.',
  serverError: 'The server failed while it answered.',
  otherStatus: 'A status that no handshake should get.',
};
