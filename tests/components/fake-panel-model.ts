import { payloadPreview } from '../../lib/session/preview.ts';
import { batch, computed, signal } from '@preact/signals';
import type { RunClock } from '../../lib/control/run-clock.ts';
import { ActiveFilters } from '../../lib/panel/active-filters.ts';
import type { SavedFilter } from '../../lib/panel/saved-filters.ts';
import { FilterText } from '../../lib/panel/filter-text.ts';
import type { PanelModel, SearchProgress } from '../../lib/panel/panel-model.ts';
import { LogSubject } from '../../lib/query/log-subject.ts';
import { recentLabels } from '../../lib/query/recent-labels.ts';
import { compileRowFilter } from '../../lib/query/row-filter.ts';
import { LogTally } from '../../lib/statistics/log-tally.ts';
import type { TallyScope } from '../../lib/statistics/log-tally.ts';
import { MessageProfile } from '../../lib/statistics/message-profile.ts';
import { RulesModel } from '../../lib/panel/rules-model.ts';
import type { RulePanelMessage } from '../../lib/protocol/rules.ts';
import { endedBadly } from '../../lib/session/ended-badly.ts';
import { LineageTable } from '../../lib/session/lineage.ts';
import { createPreferences } from '../../lib/panel/preferences.ts';
import type { DocumentInfo } from '../../lib/protocol/envelope.ts';
import { EventFlag, EventKind } from '../../lib/protocol/events.ts';
import {
  type Connection,
  type HandshakeMatch,
  type LogReader,
  type Payload,
  type PayloadState,
  type RowKind,
  type RowList,
} from '../../lib/session/types.ts';
import { ReadyState } from '../../lib/websocket/ready-state.ts';

/** A row of the fake log. */
export interface FakeRow {
  kind: RowKind;
  time: number;
  connection: number;
  flags: number;
  payload: PayloadState;
  detail: unknown;
  bufferedBefore: number;
  bufferedAfter: number;
}

/** Noon of a fixed day, local time, so that the clock reads the same everywhere. */
export const NOON = new Date(2026, 10, 20, 12, 0, 0, 0).getTime();

const isOpen = (each: Connection): boolean => each.state === ReadyState.Open && !each.tornDown;
const isAlive = (each: Connection): boolean => each.state !== ReadyState.Closed && !each.tornDown;

/** A panel model in memory: rows are added by hand or, for huge logs, made up on demand. */
export class FakePanelModel implements PanelModel {
  readonly added: FakeRow[] = [];
  /** Rows before the added ones that are made up from their number. */
  made = 0;
  readonly calls: { name: string; arguments: unknown[] }[] = [];
  /** What the next command is rejected with. */
  failure: Error | null = null;
  readonly version = signal(0);
  readonly lineages = new LineageTable();
  readonly navigations: number[] = [];
  readonly #followers = new Set<LogTally | MessageProfile>();
  readonly connections = signal<readonly Connection[]>([]);
  readonly totals = computed(() => {
    void this.version.value;
    const all = this.connections.value;
    const counts = {
      open: all.filter(isOpen).length,
      alive: all.filter(isAlive).length,
      failed: all.filter(endedBadly).length,
    };
    return { sentBytes: 0, receivedBytes: 0, missing: 0, malformed: 0, ...counts };
  });
  readonly selectedConnection = signal<number | null>(null);
  readonly selectedRow = signal<number | null>(null);
  readonly recording = signal(true);
  readonly missedWhilePaused = signal(0);
  readonly preferences = createPreferences();
  readonly sentOfRules: RulePanelMessage[] = [];
  readonly rules = new RulesModel((message) => this.sentOfRules.push(message));
  readonly creator = { name: 'Sockscope', version: '1.2.3' };
  readonly memory = signal(0);
  readonly following = signal(true);
  readonly #filter = new FilterText();
  readonly #active = new ActiveFilters(this.preferences.savedFilters);
  readonly filterText = this.#filter.text;
  readonly filterError = this.#filter.error;
  readonly searched = signal<SearchProgress | null>(null);
  readonly connected = signal(true);
  readonly observed = signal(true);
  readonly documents = signal<readonly DocumentInfo[]>([]);
  readonly totalMessages = computed(() => {
    void this.version.value;
    return this.made + this.added.filter(isMessage).length;
  });
  readonly rows = computed<RowList>(() => this.#list());
  readonly shownMessages = computed(() => {
    const rows = this.rows.value;
    if (this.added.length === 0 && rows.length === this.made) return this.made;
    let count = 0;
    for (let index = 0; index < rows.length; index += 1)
      if (isMessage(this.row(rows.at(index)))) count += 1;
    return count;
  });

  readonly clock: RunClock = {
    now: () => performance.now(),
    wait: (time, signal) =>
      new Promise((resolve) => {
        const timer = setTimeout(resolve, time);
        signal.addEventListener('abort', () => {
          clearTimeout(timer);
          resolve();
        });
      }),
  };

  readonly log: LogReader = {
    range: () => ({ first: 0, end: this.made + this.added.length }),
    kind: (row) => this.row(row).kind,
    time: (row) => this.row(row).time,
    connection: (row) => this.row(row).connection,
    index: (row) => (isMessage(this.row(row)) ? row + 1 : 0),
    seq: (row) => row + 1,
    flags: (row) => this.row(row).flags,
    byteLength: (row) => {
      const { payload } = this.row(row);
      if (payload.state !== 'ready') return 0;
      const { data } = payload;
      return typeof data === 'string' ? new TextEncoder().encode(data).length : data.length;
    },
    bufferedBefore: (row) => this.row(row).bufferedBefore,
    bufferedAfter: (row) => this.row(row).bufferedAfter,
    payload: (row) => this.row(row).payload,
    preview: (row, limit) => previewOf(this.row(row), limit),
    arrivals: () => 0,
    detail: (row) => this.row(row).detail,
  };

  row(row: number): FakeRow {
    if (row >= this.made) {
      const added = this.added[row - this.made];
      if (!added) throw new Error(`There is no row ${row}`);
      return added;
    }
    return fakeRow({
      kind: row % 3 === 0 ? EventKind.Send : EventKind.Receive,
      time: NOON + row * 10,
      connection: 1,
      payload: { state: 'ready', data: `{"n":${row}}` },
    });
  }

  connection(key: number): Connection | undefined {
    return this.connections.value.find((connection) => connection.key === key);
  }

  askNetworkLog?: () => Promise<void>;
  readonly handshakes = new Map<number, HandshakeMatch>();

  handshake(key: number): HandshakeMatch {
    return this.handshakes.get(key) ?? { state: 'none' };
  }

  addConnection(values: Partial<Connection> = {}): Connection {
    const key = this.connections.value.length + 1;
    const connection = fakeConnection({ key, ...values });
    this.connections.value = [...this.connections.value, connection];
    this.lineages.started(connection);
    if (connection.state === ReadyState.Closed) this.lineages.ended(connection);
    return connection;
  }

  openTally(scope: TallyScope): LogTally {
    const tally = new LogTally(this.log, scope, 0);
    this.#followers.add(tally);
    this.#count();
    return tally;
  }

  closeTally(tally: LogTally): void {
    this.#followers.delete(tally);
  }

  openProfile(connection: number): MessageProfile {
    const profile = new MessageProfile(this.log, connection, 0);
    this.#followers.add(profile);
    this.#count();
    return profile;
  }

  closeProfile(profile: MessageProfile): void {
    this.#followers.delete(profile);
  }

  #count(): void {
    for (const tally of this.#followers) while (tally.advance(this.made + this.added.length));
  }

  addRows(...rows: Partial<FakeRow>[]): void {
    batch(() => {
      for (const values of rows) {
        const time = NOON + (this.made + this.added.length) * 10;
        this.added.push(fakeRow({ time, connection: 1, ...values }));
      }
      this.#count();
      this.version.value += 1;
    });
  }

  addMessages(...data: Payload[]): void {
    this.addRows(...data.map((payload) => received(payload)));
  }

  markOf(row: number): SavedFilter | undefined {
    return this.#active.marking.value.find(({ node }) => {
      const spec = { connection: null, filters: [node] };
      return compileRowFilter(spec, this.log, this.#subject(), Date.now())(row);
    })?.filter;
  }

  recentLabels(): readonly string[] {
    return recentLabels(this.log, 0, this.made + this.added.length);
  }

  readonly canUndoClear = signal(false);
  #cleared: FakeRow[] = [];

  undoClear(): void {
    batch(() => {
      this.added.unshift(...this.#cleared);
      this.canUndoClear.value = false;
      this.version.value += 1;
    });
  }

  forgetCleared(): void {
    this.canUndoClear.value = false;
  }

  clear(): void {
    batch(() => {
      this.#cleared = [...this.added];
      this.canUndoClear.value = true;
      this.added.length = 0;
      for (const tally of this.#followers) tally.cleared(0);
      this.made = 0;
      this.selectedRow.value = null;
      this.version.value += 1;
    });
  }

  send = (...values: unknown[]) => this.#command('send', values);
  deliver = (...values: unknown[]) => this.#command('deliver', values);
  simulateEnd = (...values: unknown[]) => this.#command('simulateEnd', values);
  openConnection = (...values: unknown[]) => this.#command('openConnection', values);
  close = (...values: unknown[]) => this.#command('close', values);
  replay = (...values: unknown[]) => this.#command('replay', values);

  wakeDocuments(): void {
    this.calls.push({ name: 'wakeDocuments', arguments: [] });
  }

  reloadPage(): void {
    this.calls.push({ name: 'reloadPage', arguments: [] });
  }

  exportHar(rows?: readonly number[]): string[] {
    this.calls.push({ name: 'exportHar', arguments: [rows] });
    return ['{"log":', '{}}'];
  }

  async #command(name: string, values: unknown[]): Promise<void> {
    this.calls.push({ name, arguments: values });
    if (this.failure) throw this.failure;
  }

  #subject(): LogSubject {
    return new LogSubject(this.log, (key) => this.connection(key));
  }

  #list(): RowList {
    void this.version.value;
    const total = this.made + this.added.length;
    const node = this.#filter.node.value;
    const connection = this.selectedConnection.value;
    const filters = [...(node ? [node] : []), ...this.#active.narrowing.value];
    if (filters.length === 0 && connection === null)
      return {
        length: total,
        at: (index) => index,
        indexOf: (row) => (row < total ? row : -1),
        indexFrom: (row) => Math.min(row, total),
      };
    const spec = { connection, filters };
    const passes = compileRowFilter(spec, this.log, this.#subject(), Date.now());
    const found: number[] = [];
    for (let row = 0; row < total; row += 1) if (passes(row)) found.push(row);
    return {
      length: found.length,
      at: (index) => found[index]!,
      indexOf: (row) => found.indexOf(row),
      indexFrom: (row) => found.filter((each) => each < row).length,
    };
  }
}

function isMessage(row: FakeRow): boolean {
  return row.kind === EventKind.Send || row.kind === EventKind.Receive;
}

function previewOf({ payload }: FakeRow, limit: number): string {
  if (payload.state !== 'ready') return '';
  return payloadPreview(payload.data, limit);
}

function fakeRow(values: Partial<FakeRow>): FakeRow {
  return {
    kind: EventKind.Receive,
    time: NOON,
    connection: 0,
    flags: 0,
    payload: { state: 'none' },
    detail: undefined,
    bufferedBefore: 0,
    bufferedAfter: 0,
    ...values,
  };
}

/** A received message. */
export function received(data: Payload, values: Partial<FakeRow> = {}): Partial<FakeRow> {
  return message(EventKind.Receive, data, values);
}

/** A sent message. */
export function sent(data: Payload, values: Partial<FakeRow> = {}): Partial<FakeRow> {
  return message(EventKind.Send, data, values);
}

function message(kind: RowKind, data: Payload, values: Partial<FakeRow>): Partial<FakeRow> {
  const binary = typeof data === 'string' ? 0 : EventFlag.Binary;
  const { flags = 0, ...others } = values;
  return { kind, payload: { state: 'ready', data }, flags: flags | binary, ...others };
}

/** An open connection. */
function fakeConnection(values: Partial<Connection> & { key: number }): Connection {
  return {
    documentId: 'document',
    id: values.key,
    frameId: 0,
    frameUrl: 'https://example.com/',
    worker: null,
    source: 'hook',
    api: 'WebSocket',
    url: 'wss://example.com/live',
    protocols: [],
    protocol: '',
    extensions: '',
    binaryType: 'blob',
    state: ReadyState.Open,
    stack: '',
    constructedAt: NOON,
    openedAt: NOON + 42,
    closingAt: null,
    closedAt: null,
    close: null,
    constructError: null,
    errored: false,
    tornDown: false,
    own: false,
    simulatedEnd: false,
    sent: { messages: 0, bytes: 0 },
    received: { messages: 0, bytes: 0 },
    lastReceivedAt: null,
    missing: 0,
    bufferedAmount: 0,
    buffered: [],
    ...values,
  };
}
