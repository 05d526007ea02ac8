import { EventKind } from '../protocol/events.ts';
import type {
  CloseCallDetail,
  CloseDetail,
  ConstructDetail,
  ConstructFailedDetail,
  OpenDetail,
  SendThrewDetail,
  SettledDetail,
} from '../protocol/events.ts';
import { explainCloseCode } from '../websocket/close-codes.ts';
import type { GapDetail, GapReason, Payload, TeardownDetail } from './types.ts';
import { SessionKind } from './types.ts';
import { visibleLine } from './visible-text.ts';

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const GAP_REASONS: Record<GapReason, string> = {
  history: 'the bound of the history was reached before they could be shown',
  paused: 'recording was paused',
  memory: 'the log had reached its bound of memory',
};

const TEARDOWNS: Record<TeardownDetail, string> = {
  document: 'the document ended with the socket open',
  worker: 'the worker ended, or does not answer, with the socket open',
  'network-log': 'the Network log was emptied: what follows cannot be seen',
};

/** One line for a message's data: text, or bytes as hex. */
export function payloadPreview(data: Payload, limit: number): string {
  if (typeof data === 'string') return visibleLine(data, limit);
  const shown = data.subarray(0, Math.floor((limit + 1) / 3));
  return Array.from(shown, (byte) => HEX[byte]).join(' ');
}

/** One line for a row that is no message. */
export function detailPreview(kind: number, detail: unknown, limit: number): string {
  return visibleLine(describe(kind, detail), limit);
}

function describe(kind: number, detail: unknown): string {
  switch (kind) {
    case EventKind.Construct: {
      const { url, protocols, api = 'WebSocket' } = detail as ConstructDetail;
      const asked = protocols.length ? ` asking for ${protocols.slice(0, 20).join(', ')}` : '';
      return `new ${api} ${url.slice(0, 2000)}${asked}`;
    }
    case EventKind.ConstructFailed: {
      const { url, errorName, errorMessage, api = 'WebSocket' } = detail as ConstructFailedDetail;
      return `new ${api} threw ${errorName}: ${errorMessage.slice(0, 2000)} (${url.slice(0, 2000)})`;
    }
    case EventKind.Open: {
      const { protocol, extensions } = detail as OpenDetail;
      const parts = [protocol && `protocol ${protocol}`, extensions && `extensions ${extensions}`];
      return ['open', ...parts.filter(Boolean)].join(' · ');
    }
    case EventKind.SendThrew: {
      const { errorName, errorMessage } = detail as SendThrewDetail;
      return `send() threw ${errorName}: ${errorMessage.slice(0, 2000)}`;
    }
    case EventKind.CloseCall: {
      const { code, reason, errorName, errorMessage } = detail as CloseCallDetail;
      const given = [code ?? '', reason ? JSON.stringify(reason.slice(0, 200)) : ''].filter(String);
      const threw =
        errorName || errorMessage ? ` threw ${errorName}: ${errorMessage.slice(0, 2000)}` : '';
      return `close(${given.join(', ')})${threw}`;
    }
    case EventKind.Close: {
      const { code, reason, wasClean } = detail as CloseDetail;
      const said = reason ? ` · ${reason}` : '';
      return `${code} ${explainCloseCode(code).name}${said} · ${wasClean ? 'clean' : 'not clean'}`;
    }
    case EventKind.Error:
      return typeof detail === 'string'
        ? `error: ${detail.slice(0, 2000)}`
        : 'error: the browser tells a page no reason';
    case EventKind.State:
      return 'readyState changed';
    case EventKind.BinaryType:
      return `binaryType = ${detail as string}`;
    case EventKind.Diagnostic:
      return `Sockscope itself failed here: ${detail as string}`;
    case EventKind.Settled: {
      const { message, fate } = detail as SettledDetail;
      return `held message ${message} was ${fate}`;
    }
    case SessionKind.Gap: {
      const { messages, others, reason } = detail as GapDetail;
      const rows = others ? ` and ${amount(others, 'other row')}` : '';
      return `${amount(messages, 'message')}${rows} left out here: ${GAP_REASONS[reason]}`;
    }
    case SessionKind.Teardown:
      return TEARDOWNS[detail as TeardownDetail];
    default:
      return '';
  }
}

function amount(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : 's'}`;
}
