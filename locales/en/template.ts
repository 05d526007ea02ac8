/** What is wrong with a variable of a template. */
export const template = {
  end: "This “{{” has no “}}”. As it stands it is written {{'{{'}}",
  quotes: 'The text in quotes has no end, or something follows it',
  uuid: '“uuid” stands alone',
  now: '“now” knows ms, s and iso',
  counter: '“counter” takes a whole number to begin with',
  random: '“random” takes two whole numbers, the least and the greatest',
  range: 'The least of “random” is above its greatest',
  path: 'A path is written as $.user.id, $[0] or $["any name"]',
  unknown: 'There is uuid, now, counter, random, last.receive, last.send and text in quotes',
  noReceivedPath: 'No message received lately on this connection has this path',
  noSentPath: 'No message sent lately on this connection has this path',
  noReceived: 'No text was received lately on this connection',
  noSent: 'No text was sent lately on this connection',
};
