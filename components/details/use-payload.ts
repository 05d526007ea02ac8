import { useRef } from 'preact/hooks';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import type { PayloadState } from '../../lib/session/types.ts';

/** The payload of a row; decoded once, and asked for again only until it is there. */
export function usePayload(model: PanelModel, row: number): PayloadState {
  const held = useRef<{ row: number; payload: PayloadState } | null>(null);
  if (held.current?.row === row && held.current.payload.state === 'ready')
    return held.current.payload;
  void model.version.value;
  const payload = model.log.payload(row);
  held.current = { row, payload };
  return payload;
}
