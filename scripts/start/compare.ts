import type { LedgerConnection, LedgerMessage } from '../../demo/ledger.ts';
import type { ExportedConnection, ExportedMessage } from './har.ts';
import { preview } from './preview.ts';

/** Differences of one connection that are written out; more would only hide the first. */
const SHOWN_DIFFERENCES = 5;

/** How far apart what the panel exported and what the servers counted are; empty where nowhere. */
export function compareWithLedger(
  exported: readonly ExportedConnection[],
  ledger: readonly LedgerConnection[],
  socketUrl: string,
): string[] {
  const rest = [...exported];
  const differences: string[] = [];
  const unmatched: LedgerConnection[] = [];
  // Sockets with one URL may have been accepted in another order than they were made, so
  // equal ones are paired first and only what is left in order.
  for (const connection of ledger) {
    const candidates = sameUrl(rest, socketUrl, connection);
    const equal = candidates.find((each) => compareConnection(each, connection).length === 0);
    if (equal) rest.splice(rest.indexOf(equal), 1);
    else unmatched.push(connection);
  }
  for (const connection of unmatched) {
    const name = `${socketUrl}${connection.path}`;
    const [candidate] = sameUrl(rest, socketUrl, connection);
    if (!candidate) {
      differences.push(`${name}: accepted by the server, missing in the export`);
      continue;
    }
    rest.splice(rest.indexOf(candidate), 1);
    const found = compareConnection(candidate, connection);
    differences.push(...found.slice(0, SHOWN_DIFFERENCES).map((text) => `${name}: ${text}`));
    const hidden = found.length - SHOWN_DIFFERENCES;
    if (hidden > 0) differences.push(`${name}: and ${hidden} more differences`);
  }
  // What is left was accepted by no server: a failed handshake has no messages.
  for (const { url, messages } of rest) {
    if (messages.length === 0) continue;
    differences.push(`${url}: ${messages.length} messages exported that no server knows of`);
  }
  return differences;
}

function sameUrl(
  exported: readonly ExportedConnection[],
  socketUrl: string,
  { path }: LedgerConnection,
): ExportedConnection[] {
  return exported.filter(({ url }) => url === `${socketUrl}${path}`);
}

function compareConnection(exported: ExportedConnection, truth: LedgerConnection): string[] {
  const differences = [
    // How the two directions interleave differs rightly between the ends of a connection.
    ...compareMessages(
      'sent',
      exported.messages.filter(({ direction }) => direction === 'send'),
      truth.messages.filter(({ direction }) => direction === 'fromPage'),
    ),
    ...compareMessages(
      'received',
      exported.messages.filter(({ direction }) => direction === 'receive'),
      truth.messages.filter(({ direction }) => direction === 'toPage'),
    ),
  ];
  if (exported.protocol !== '' && exported.protocol !== truth.protocol) {
    differences.push(`protocol ${exported.protocol}, server has ${truth.protocol || 'none'}`);
  }
  const close = compareClose(exported.close, truth.close);
  return close ? [...differences, close] : differences;
}

function compareMessages(
  verb: string,
  exported: readonly ExportedMessage[],
  truth: readonly LedgerMessage[],
): string[] {
  const differences: string[] = [];
  if (exported.length !== truth.length) {
    differences.push(`${exported.length} messages ${verb}, server counted ${truth.length}`);
  }
  const common = Math.min(exported.length, truth.length);
  for (let index = 0; index < common; index += 1) {
    const text = compareMessage(exported[index]!, truth[index]!);
    if (text) differences.push(`message ${index + 1} ${verb}: ${text}`);
  }
  return differences;
}

function compareMessage(exported: ExportedMessage, truth: LedgerMessage): string | undefined {
  if (exported.binary !== truth.binary) {
    return `${typeName(exported)}, server has ${typeName(truth)}`;
  }
  const [mine, theirs] = [Buffer.from(exported.data), Buffer.from(truth.data)];
  if (mine.equals(theirs)) return undefined;
  const at = mine.findIndex((byte, index) => byte !== theirs[index]);
  const where = at < 0 ? mine.length : at;
  return (
    `${mine.length} B, server has ${theirs.length} B, first difference at byte ${where}: ` +
    `${show(exported)} against ${show(truth)}`
  );
}

function compareClose(
  exported: ExportedConnection['close'],
  truth: LedgerConnection['close'],
): string | undefined {
  const [mine, theirs] = [showClose(exported), showClose(truth)];
  return mine === theirs ? undefined : `${mine}, server has ${theirs}`;
}

function showClose(close: ExportedConnection['close']): string {
  return close ? `closed with ${close.code ?? 'no code'} "${preview(close.reason)}"` : 'open';
}

function typeName({ binary }: { binary: boolean }): string {
  return binary ? 'binary' : 'text';
}

function show({ data }: { data: Buffer | string }): string {
  return preview(data, 40);
}
