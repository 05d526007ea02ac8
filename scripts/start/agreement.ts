import type { Demo } from '../../demo/servers.ts';
import { poll } from '../browsers/poll.ts';
import type { PanelDriver } from '../browsers/session.ts';
import { compareWithLedger } from './compare.ts';
import { parseHar } from './har.ts';
import type { ExportedConnection } from './har.ts';
import { exportHar } from './panel.ts';

/** What the panel exported, and where that differs from what the servers counted. */
export interface Agreement {
  connections: ExportedConnection[];
  /** Empty where they agree. */
  differences: string[];
}

/** Exports until panel and servers agree: the last close may still be on its way. */
export async function exportInAgreement(
  panel: PanelDriver,
  { ledger, socketUrl }: Pick<Demo, 'ledger' | 'socketUrl'>,
): Promise<Agreement> {
  let last: Agreement = { connections: [], differences: ['nothing was exported'] };
  try {
    await poll('panel and servers to agree', async () => {
      const connections = parseHar(await exportHar(panel));
      const differences = compareWithLedger(connections, ledger.connections, socketUrl);
      last = { connections, differences };
      return differences.length === 0;
    });
  } catch {
    // The differences say more than the time that it took.
  }
  return last;
}
