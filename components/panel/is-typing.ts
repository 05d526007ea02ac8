/** Whether a key goes into a text, so that it is no shortcut. */
export function isTyping(event: KeyboardEvent): boolean {
  return (event.target as Element).matches('input, textarea, select, [contenteditable=true]');
}
