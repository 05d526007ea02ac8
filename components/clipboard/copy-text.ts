/** Puts text on the clipboard; resolves to whether the browser let it. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Chromium's DevTools deny the asynchronous clipboard to panels.
    return copyThroughSelection(text);
  }
}

function copyThroughSelection(text: string): boolean {
  const focused = document.activeElement;
  // A listener instead of a selected text area: that would lay out a text of any length.
  const onCopy = (event: ClipboardEvent) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
  };
  // Firefox copies only where something is selected.
  const dummy = document.createElement('textarea');
  dummy.value = ' ';
  dummy.className = 'visually-hidden';
  document.body.append(dummy);
  dummy.select();
  document.addEventListener('copy', onCopy, { capture: true });
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    document.removeEventListener('copy', onCopy, { capture: true });
    dummy.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
