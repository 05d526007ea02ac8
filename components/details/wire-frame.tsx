import { t } from '../../lib/i18n/translate.ts';
import { EventFlag, EventKind } from '../../lib/protocol/events.ts';
import type { PanelModel } from '../../lib/panel/panel-model.ts';
import { wireFrame } from '../../lib/websocket/frame.ts';
import { Opcode } from '../../lib/websocket/opcodes.ts';
import { formatBytes } from '../format/numbers.ts';
import './wire-frame.css';

/** The frame that RFC 6455 puts a message into; nothing for what never was on the wire. */
export function WireFrame({ model, row }: { model: PanelModel; row: number }) {
  const { log } = model;
  const kind = log.kind(row);
  const flags = log.flags(row);
  const sent = kind === EventKind.Send && !(flags & (EventFlag.Discarded | EventFlag.Blocked));
  const received =
    kind === EventKind.Receive && !(flags & (EventFlag.Injected | EventFlag.Modified));
  if (!sent && !received) return null;
  const binary = (flags & EventFlag.Binary) !== 0;
  const length = log.byteLength(row);
  const frame = wireFrame(binary ? Opcode.Binary : Opcode.Text, length, sent);
  const extensions = model.connection(log.connection(row))?.extensions ?? '';
  return (
    <details class="wire-frame">
      <summary>
        {t('wireFrame.summary', {
          header: formatBytes(frame.header.length),
          total: formatBytes(frame.byteLength),
        })}
      </summary>
      <p class="mono wire-bytes">
        {frame.header.map((byte) => byte?.toString(16).padStart(2, '0') ?? '··').join(' ')}
      </p>
      <dl class="facts">
        <dt>FIN</dt>
        <dd>{t('wireFrame.fin')}</dd>
        <dt>{t('wireFrame.opcode')}</dt>
        <dd>
          {frame.opcode} {t(binary ? 'wireFrame.binary' : 'wireFrame.text')}
        </dd>
        <dt>{t('wireFrame.mask')}</dt>
        <dd>{t(frame.masked ? 'wireFrame.masked' : 'wireFrame.unmasked')}</dd>
        <dt>{t('wireFrame.length')}</dt>
        <dd>{t('wireFrame.lengthForm', { bits: frame.lengthBits, bytes: length })}</dd>
      </dl>
      <p class="facts-note">
        {t('wireFrame.computed')}
        {extensions.includes('permessage-deflate') && ` ${t('wireFrame.compressed')}`}
      </p>
    </details>
  );
}
