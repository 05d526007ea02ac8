/** A name that no page can guess: 128 random bits in hex. (`randomUUID` wants a secure context.) */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
