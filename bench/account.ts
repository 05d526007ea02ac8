import type { LedgerConnection, LedgerMessage } from '../demo/ledger.ts';
import type { ExportedConnection, ExportedMessage } from '../scripts/start/har.ts';

/** How documents ended, by the names that the urls of their sockets begin with. */
export interface Ends {
  /** With their sockets open: what was under way then, only one side may have. */
  tornDown: ReadonlySet<string>;
  /** Before the panel was opened, which then knows nothing of them. */
  unseen: ReadonlySet<string>;
}

/**
 * Where a panel's export and what the servers counted cannot both be true; empty where they agree to the
 * last message, or all that is missing is in gap rows. The oldest are what may be missing.
 */
export function accountFor(
  exported: readonly ExportedConnection[],
  ledger: readonly LedgerConnection[],
  socketUrl: string,
  ends: Ends,
): string[] {
  const differences: string[] = [];
  const byUrl = new Map(exported.map((each) => [each.url, each]));
  if (byUrl.size < exported.length) differences.push('a connection is there twice');
  for (const truth of ledger) {
    const url = `${socketUrl}${truth.path}`;
    const shown = byUrl.get(url);
    byUrl.delete(url);
    const name = documentOf(truth.path);
    if (shown) {
      const isTornDown = ends.tornDown.has(name);
      if (!agrees(shown, truth, isTornDown)) differences.push(`${url}: ${sums(shown, truth)}`);
    } else if (!ends.unseen.has(name)) differences.push(`${url}: not shown`);
  }
  for (const { url, messages } of byUrl.values())
    // The server never saw the handshake of what was torn down in it.
    if (messages.length > 0) differences.push(`${url}: no server knows it`);
  return differences;
}

function agrees(
  { messages, missing = 0 }: ExportedConnection,
  truth: LedgerConnection,
  isTornDown: boolean,
): boolean {
  const sent = messages.filter(({ direction }) => direction === 'send');
  const received = messages.filter(({ direction }) => direction === 'receive');
  const taken = truth.messages.filter(({ direction }) => direction === 'fromPage');
  const given = truth.messages.filter(({ direction }) => direction === 'toPage');
  for (let before = 0; before <= missing; before += 1) {
    const [sentAll, receivedAll] = [before + sent.length, missing - before + received.length];
    const isWhole = isTornDown
      ? sentAll >= taken.length && receivedAll <= given.length
      : sentAll === taken.length && receivedAll === given.length;
    if (isWhole && follows(sent, taken, before) && follows(received, given, missing - before))
      return true;
  }
  return false;
}

/** Whether the messages are those of `truth` from a place on, as far as both go. */
function follows(
  messages: readonly ExportedMessage[],
  truth: readonly LedgerMessage[],
  from: number,
): boolean {
  const common = Math.min(messages.length, truth.length - from);
  for (let at = 0; at < common; at += 1)
    if (!isSame(messages[at]!, truth[from + at]!)) return false;
  return true;
}

function isSame(message: ExportedMessage, truth: LedgerMessage): boolean {
  if (message.binary !== truth.binary) return false;
  if (message.onlySize !== undefined) return message.onlySize === Buffer.byteLength(truth.data);
  return Buffer.from(message.data).equals(Buffer.from(truth.data));
}

/** `/echo?page1-2` is of `page1`. */
function documentOf(path: string): string {
  return /\?(\w+)-/.exec(path)?.[1] ?? '';
}

function sums({ messages, missing = 0 }: ExportedConnection, truth: LedgerConnection): string {
  const sent = messages.filter(({ direction }) => direction === 'send').length;
  const taken = truth.messages.filter(({ direction }) => direction === 'fromPage').length;
  const [received, given] = [messages.length - sent, truth.messages.length - taken];
  return `sent ${sent} of ${taken}, received ${received} of ${given}, ${missing} in gap rows`;
}
