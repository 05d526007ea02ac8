/** What is said where a view failed. */
export const failure = {
  title: 'This view failed',
  rest: 'The log and the other views go on.',
  again: 'Try again',
  copy: 'Copy what happened',
  copied: 'Copied what happened',
};
