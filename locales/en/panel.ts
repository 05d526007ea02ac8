/** The panes of the panel, and what is about all of it. */
export const panel = {
  connectionsWidth: 'Width of the connections',
  detailsWidth: 'Width of the details',
  detailsHeight: 'Height of the details',
  composerHeight: 'Height of the composer',
  lost: 'Out of touch with the extension, connecting again. The page keeps what happens meanwhile.',
  dataNotHere: 'The data of this message is not here.',
  chooseConnection: 'Choose a connection first.',
  closeDialog: 'Close',
};
