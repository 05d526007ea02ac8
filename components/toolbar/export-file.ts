/** Name of the file for an export at a moment, free of what file systems refuse. */
export function exportFileName(now: Date): string {
  return `sockscope-${now.toISOString().slice(0, 19).replaceAll(':', '-')}.har`;
}

/** Saves what is given in pieces as a file of the user's. `type` is its MIME type. */
export function saveFile(name: string, pieces: BlobPart[], type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // Firefox starts to read the Blob only after this task.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
