/** Where JSON begins in a message: Socket.IO and Engine.IO write digits before theirs. */
export function jsonStart(text: string): number {
  let digits = 0;
  while (digits < 20 && text[digits]! >= '0' && text[digits]! <= '9') digits += 1;
  return digits > 0 && (text[digits] === '[' || text[digits] === '{') ? digits : 0;
}
