/** Why a text is not JSON; its place follows. */
export const json = {
  trailing: 'Something follows the JSON value',
  memberEnd: 'JSON wants “,” or “}” here',
  itemEnd: 'JSON wants “,” or “]” here',
  name: 'JSON wants a name in quotes here',
  colon: 'JSON wants “:” after a name',
  unquoted: 'JSON wants a value here, and text in quotes',
  number: 'JSON has no such number',
  value: 'JSON wants a value here',
  control: 'A JSON string has this character as an escape only',
  unicode: 'JSON wants four hex digits after “\\u”',
  escape: 'JSON has no such escape',
  stringEnd: 'This JSON string has no end',
};
