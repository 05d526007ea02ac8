/** Why the data of a message is not there. */
export const gone = {
  history: 'The history bound of the page was reached: only the size was kept.',
  unread: 'The Network log does not tell the bytes: a Blob, or empty.',
  memory: 'Let go, as the log had reached its bound of memory: only the size was kept.',
  blob: 'The browser no longer had the data of this Blob.',
  reading: 'reading…',
};
