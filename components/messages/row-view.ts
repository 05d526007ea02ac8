import { type PlainKey, t } from '../../lib/i18n/translate.ts';
import { EventFlag, EventKind } from '../../lib/protocol/events.ts';
import type {
  CloseCallDetail,
  CloseDetail,
  ConstructDetail,
  ConstructFailedDetail,
  OpenDetail,
  SendThrewDetail,
  SettledDetail,
} from '../../lib/protocol/events.ts';
import {
  type GapDetail,
  type GapReason,
  type LogReader,
  SessionKind,
  type TeardownDetail,
} from '../../lib/session/types.ts';
import { describeClose } from '../connections/connection-text.ts';
import { formatBytes } from '../format/numbers.ts';
import { visibleLine } from '../../lib/session/visible-text.ts';
import { rowPreview } from './payload-words.ts';

/** More than fits into the widest row. */
const PREVIEW_LIMIT = 400;

/** A word in a frame before a row's data. */
interface RowTag {
  text: string;
  tone: 'injected' | 'error' | 'muted';
}

/** What a row of the list says. */
export interface RowView {
  direction: 'sent' | 'received' | '';
  label: string;
  data: string;
  tone: 'message' | 'lifecycle' | 'error' | 'gap';
  tags: RowTag[];
  /** Never went out. */
  struck: boolean;
  injected: boolean;
}

const GAP_REASONS: Readonly<Record<GapReason, PlainKey>> = {
  history: 'rows.gapHistory',
  paused: 'rows.gapPaused',
  memory: 'rows.gapMemory',
};

/** Describes a log row for the list. */
export function describeRow(log: LogReader, row: number): RowView {
  const view = describe(log, row);
  if (isSimulated(log, row)) {
    view.injected = true;
    view.tags.push({ text: t('rows.injected'), tone: 'injected' });
  }
  if (log.kind(row) === EventKind.Construct && log.flags(row) & EventFlag.Modified)
    view.tags.push({ text: t('rows.modified'), tone: 'injected' });
  return view;
}

/** Whether the panel opened the connection, or made the page believe that it ended. */
function isSimulated(log: LogReader, row: number): boolean {
  const kind = log.kind(row);
  return (
    (log.flags(row) & EventFlag.Injected) !== 0 &&
    (kind === EventKind.Construct || kind === EventKind.Close || kind === EventKind.Error)
  );
}

function describe(log: LogReader, row: number): RowView {
  const kind = log.kind(row);
  switch (kind) {
    case EventKind.Send:
    case EventKind.Receive:
      return message(log, row, kind);
    case EventKind.SendThrew:
      return threw(log, row);
    case SessionKind.Gap:
      return gap(log.detail(row) as GapDetail | undefined);
    default:
      return lifecycle(log, row, kind);
  }
}

function message(log: LogReader, row: number, kind: number): RowView {
  const flags = log.flags(row);
  const injected = (flags & EventFlag.Injected) !== 0;
  const discarded = (flags & EventFlag.Discarded) !== 0;
  const tags: RowTag[] = [];
  if (injected) tags.push({ text: t('rows.injected'), tone: 'injected' });
  if (discarded) tags.push({ text: t('rows.discarded'), tone: 'error' });
  const blocked = (flags & EventFlag.Blocked) !== 0;
  if (blocked) tags.push({ text: t('rows.blocked'), tone: 'error' });
  if (flags & EventFlag.Modified) tags.push({ text: t('rows.modified'), tone: 'injected' });
  if (flags & EventFlag.Held) tags.push({ text: t('rows.held'), tone: 'muted' });
  if (flags & EventFlag.Withheld) tags.push({ text: t('rows.withheld'), tone: 'muted' });
  if (flags & EventFlag.Released) tags.push({ text: t('rows.released'), tone: 'muted' });
  return {
    direction: kind === EventKind.Send ? 'sent' : 'received',
    label: t(flags & EventFlag.Binary ? 'rows.binary' : 'rows.text'),
    data: preview(log, row),
    tone: 'message',
    tags,
    struck: discarded || blocked,
    injected,
  };
}

function threw(log: LogReader, row: number): RowView {
  const detail = log.detail(row) as SendThrewDetail | undefined;
  const name = visibleLine(detail?.errorName || t('rows.anError'), 60);
  return {
    direction: 'sent',
    label: t(log.flags(row) & EventFlag.Binary ? 'rows.binary' : 'rows.text'),
    data: preview(log, row),
    tone: 'message',
    tags: [{ text: t('rows.threw', { name }), tone: 'error' }],
    struck: true,
    injected: false,
  };
}

function gap(detail: GapDetail | undefined): RowView {
  const data = t('rows.gap', {
    messages: detail?.messages ?? 0,
    others: detail?.others ?? 0,
    why: detail ? t(GAP_REASONS[detail.reason]) : '',
  });
  return plain(t('rows.gapLabel'), data, 'gap');
}

function lifecycle(log: LogReader, row: number, kind: number): RowView {
  const detail = log.detail(row);
  switch (kind) {
    case EventKind.Construct:
      return plain(t('rows.new'), constructed(detail as ConstructDetail | undefined));
    case EventKind.ConstructFailed: {
      const failed = detail as ConstructFailedDetail | undefined;
      const view = plain(
        t('rows.new'),
        visibleLine(failed?.errorMessage ?? '', PREVIEW_LIMIT),
        'error',
      );
      view.tags.push({
        text: t('rows.threw', { name: visibleLine(failed?.errorName ?? '', 60) }),
        tone: 'error',
      });
      return view;
    }
    case EventKind.Open:
      return plain(t('rows.open'), opened(detail as OpenDetail | undefined));
    case EventKind.CloseCall:
      return closeCall(detail as CloseCallDetail | undefined, log.flags(row));
    case EventKind.Close: {
      const close = detail as CloseDetail | undefined;
      if (!close) return plain(t('rows.close'), '');
      return plain(t('rows.close'), describeClose(close), close.wasClean ? 'lifecycle' : 'error');
    }
    case EventKind.Error:
      // The Network log has words of the browser for it.
      return plain(
        t('rows.error'),
        typeof detail === 'string' ? visibleLine(detail, PREVIEW_LIMIT) : t('rows.errorWords'),
        'error',
      );
    case EventKind.BinaryType:
      return plain(
        'binaryType',
        typeof detail === 'string' ? visibleLine(detail, 60) : preview(log, row),
      );
    case EventKind.Buffered:
      return plain(
        t('rows.buffered'),
        t('rows.stillBuffered', { bytes: formatBytes(log.bufferedAfter(row)) }),
      );
    case EventKind.Diagnostic:
      return plain(
        t('rows.diagnostic'),
        typeof detail === 'string' ? visibleLine(detail, PREVIEW_LIMIT) : preview(log, row),
        'error',
      );
    case EventKind.Settled: {
      const settled = detail as SettledDetail | undefined;
      return plain(t('rows.settled'), settled ? t('rows.settledAs', settled) : '');
    }
    case SessionKind.Teardown:
      return tornDown(detail as TeardownDetail);
    default:
      return plain(t('rows.state'), preview(log, row));
  }
}

function tornDown(detail: TeardownDetail): RowView {
  if (detail === 'worker') return plain(t('rows.workerGone'), t('rows.workerGoneWords'));
  if (detail === 'network-log') return plain(t('rows.unseen'), t('rows.unseenWords'));
  return plain(t('rows.pageLeft'), t('rows.pageLeftWords'));
}

function constructed(detail: ConstructDetail | undefined): string {
  if (!detail) return '';
  const asked = detail.protocols.slice(0, 20).join(', ');
  return (
    visibleLine(detail.url, PREVIEW_LIMIT) +
    (asked && ` · ${t('rows.asksFor', { protocols: visibleLine(asked, 200) })}`)
  );
}

function opened(detail: OpenDetail | undefined): string {
  const protocol = detail?.protocol
    ? t('rows.protocol', { protocol: visibleLine(detail.protocol, 100) })
    : t('rows.noProtocol');
  const extensions = detail?.extensions ? ` · ${visibleLine(detail.extensions, 200)}` : '';
  return protocol + extensions;
}

function closeCall(detail: CloseCallDetail | undefined, flags: number): RowView {
  const code = detail?.code ?? null;
  const reason = detail?.reason ?? null;
  const given = [
    ...(code === null ? [] : [String(code)]),
    ...(reason === null ? [] : [`“${visibleLine(reason, 200)}”`]),
  ];
  const view = plain('close()', t('rows.closeCalled', { given: given.join(', ') }));
  if (flags & EventFlag.Injected) {
    view.injected = true;
    view.tags.push({ text: t('rows.injected'), tone: 'injected' });
  }
  if (detail?.errorName) {
    view.tone = 'error';
    view.tags.push({
      text: t('rows.threw', { name: visibleLine(detail.errorName, 60) }),
      tone: 'error',
    });
  }
  return view;
}

function plain(label: string, data: string, tone: RowView['tone'] = 'lifecycle'): RowView {
  return { direction: '', label, data, tone, tags: [], struck: false, injected: false };
}

function preview(log: LogReader, row: number): string {
  return rowPreview(log, row, PREVIEW_LIMIT);
}
