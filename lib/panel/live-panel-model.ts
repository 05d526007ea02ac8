import { computed, effect, signal } from '@preact/signals-core';
import type { RunClock } from '../control/run-clock.ts';
import { exportHar } from '../formats/har.ts';
import type { HarCreator } from '../formats/har.ts';
import { t } from '../i18n/translate.ts';
import type { EventBatch, Taken } from '../protocol/events.ts';
import { EventKind } from '../protocol/events.ts';
import type { LoggedHandshake } from '../protocol/network-log.ts';
import type { DocumentInfo } from '../protocol/envelope.ts';
import { FilteredRows } from '../query/filtered-rows.ts';
import { LogSubject, needsOf } from '../query/log-subject.ts';
import type { Needs } from '../query/log-subject.ts';
import { recentLabels } from '../query/recent-labels.ts';
import { compileRowFilter } from '../query/row-filter.ts';
import type { RowPredicate } from '../query/row-filter.ts';
import { LogTally } from '../statistics/log-tally.ts';
import type { TallyScope } from '../statistics/log-tally.ts';
import { MessageProfile } from '../statistics/message-profile.ts';
import type { RowWatcher } from '../session/row-store.ts';
import { Session } from '../session/session.ts';
import type { Connection, HandshakeMatch, RowList } from '../session/types.ts';
import { ActiveFilters } from './active-filters.ts';
import { RowMarks } from './row-marks.ts';
import type { RulesModel } from './rules-model.ts';
import type { SavedFilter } from './saved-filters.ts';
import { FilterText } from './filter-text.ts';
import type { PanelModel, PanelTotals, SearchProgress, SimulatedEnd } from './panel-model.ts';
import type { Preferences } from './preferences.ts';

/** Rows that are left to search before the user is told how far it is: with fewer it is done at once. */
const TOLD_FROM = 10_000;

/** What the model asks of the way to the page; each rejects with an Error for the user. */
export interface PageControl {
  send(documentId: string, connection: number, data: string | ArrayBuffer): Promise<void>;
  deliver(documentId: string, connection: number, data: string | ArrayBuffer): Promise<void>;
  close(
    documentId: string,
    connection: number,
    code: number | null,
    reason: string | null,
  ): Promise<void>;
  end(documentId: string, connection: number, end: SimulatedEnd): Promise<void>;
  open(documentId: string, url: string, protocols: string[]): Promise<void>;
  /** Asks for all documents of the tab. */
  wake(): void;
  /** Reloads the page. */
  reload(): void;
}

/** What the model needs of its surroundings. */
export interface PanelSurroundings {
  preferences: Preferences;
  rules: RulesModel;
  control: PageControl;
  clock: RunClock;
  /** Calls back once, before a frame is drawn; not while none is, as in a panel that is hidden. */
  nextFrame(callback: () => void): void;
  creator: HarCreator;
  /** Reads the Network log of DevTools; absent where it has nothing that the browser hides. */
  readNetworkLog?: () => Promise<LoggedHandshake[]>;
}

/** Looks at the rows of the log one after the other, for a slice of time in each frame. */
interface LogFollower extends RowWatcher {
  advance(end: number): boolean;
}

/** The panel's state over a live session. */
export class LivePanelModel implements PanelModel {
  readonly session = new Session(() => this.#schedule());
  readonly log = this.session.log;
  readonly lineages = this.session.lineages;
  readonly navigations = this.session.navigations;
  readonly version = signal(0);
  readonly connections = signal<readonly Connection[]>([]);
  readonly rows = signal<RowList>({
    length: 0,
    at: () => 0,
    indexOf: () => -1,
    indexFrom: () => 0,
  });
  readonly shownMessages = signal(0);
  readonly totalMessages = signal(0);
  readonly totals = signal<PanelTotals>({
    sentBytes: 0,
    receivedBytes: 0,
    open: 0,
    alive: 0,
    failed: 0,
    missing: 0,
    malformed: 0,
  });
  readonly selectedConnection = signal<number | null>(null);
  readonly selectedRow = signal<number | null>(null);
  readonly recording = signal(true);
  readonly missedWhilePaused = signal(0);
  readonly memory = signal(0);
  readonly following = signal(true);
  readonly canUndoClear = signal(false);
  readonly #filter = new FilterText();
  readonly filterText = this.#filter.text;
  readonly filterError = this.#filter.error;
  readonly searched = signal<SearchProgress | null>(null);
  readonly connected = signal(false);
  readonly observed = signal(true);
  readonly documents = signal<readonly DocumentInfo[]>([]);

  readonly preferences: Preferences;
  readonly rules: RulesModel;
  readonly creator: HarCreator;
  readonly clock: RunClock;
  readonly #surroundings: PanelSurroundings;
  readonly #subject = new LogSubject(this.log, (key) => this.connection(key));
  readonly #active: ActiveFilters;
  readonly #marks: RowMarks;
  readonly #matches = computed(() => {
    const node = this.#filter.node.value;
    const connection = this.selectedConnection.value;
    const filters = [...(node ? [node] : []), ...this.#active.narrowing.value];
    const spec = { connection, filters };
    return {
      passes: compileRowFilter(spec, this.log, this.#subject, Date.now()),
      needs: needsOf({ type: 'and', nodes: filters, start: 0, end: 0 }),
    };
  });
  readonly askNetworkLog?: () => Promise<void>;
  readonly #stop: () => void;
  #filtered: FilteredRows;
  #clearings = 0;
  #scheduled = false;
  readonly #followers = new Set<LogFollower>();

  constructor(surroundings: PanelSurroundings) {
    this.#surroundings = surroundings;
    const { readNetworkLog } = surroundings;
    if (readNetworkLog)
      this.askNetworkLog = async () => this.session.takeNetworkLog(await readNetworkLog());
    this.preferences = surroundings.preferences;
    this.rules = surroundings.rules;
    this.creator = surroundings.creator;
    this.clock = surroundings.clock;
    this.#active = new ActiveFilters(this.preferences.savedFilters);
    this.#marks = new RowMarks(this.#active, this.log, this.#subject);
    this.#filtered = this.#search(this.#matches.peek());
    const stops = [
      effect(() => {
        this.#filtered = this.#search(this.#matches.value);
        this.#schedule();
      }),
      effect(() => {
        this.session.recording = this.recording.value;
      }),
      effect(() => {
        this.session.keepLog = this.preferences.keepLog.value;
      }),
      effect(() => {
        this.session.memoryBound = this.preferences.memoryBound.value;
      }),
    ];
    this.#stop = () => stops.forEach((stop) => stop());
  }

  /** Ends the model's effects. */
  dispose(): void {
    this.#stop();
  }

  connection(key: number): Connection | undefined {
    return this.session.connections.get(key);
  }

  handshake(key: number): HandshakeMatch {
    return this.session.handshakes.of(key);
  }

  openTally(scope: TallyScope): LogTally {
    return this.#follow(new LogTally(this.log, scope, this.log.store.first));
  }

  closeTally(tally: LogTally): void {
    this.#unfollow(tally);
  }

  openProfile(connection: number): MessageProfile {
    return this.#follow(new MessageProfile(this.log, connection, this.log.store.first));
  }

  closeProfile(profile: MessageProfile): void {
    this.#unfollow(profile);
  }

  #follow<Kind extends LogFollower>(follower: Kind): Kind {
    this.log.store.watchers.add(follower);
    this.#followers.add(follower);
    this.#schedule();
    return follower;
  }

  #unfollow(follower: LogFollower): void {
    this.log.store.watchers.delete(follower);
    this.#followers.delete(follower);
  }

  markOf(row: number): SavedFilter | undefined {
    return this.#marks.of(row);
  }

  recentLabels(): readonly string[] {
    return recentLabels(this.log, this.log.store.first, this.log.store.end);
  }

  clear(): void {
    this.session.clear();
    // Before anything is drawn: the rows of the old list are gone.
    this.#advance();
    this.selectedRow.value = null;
    this.following.value = true;
    this.canUndoClear.value = this.session.canUndoClear;
  }

  undoClear(): void {
    this.session.undoClear();
    this.#subject.beginAnew();
    this.#advance();
  }

  forgetCleared(): void {
    this.session.forgetCleared();
  }

  async send(key: number, data: string | Uint8Array): Promise<void> {
    const { documentId, id } = this.#target(key);
    await this.#surroundings.control.send(documentId, id, transferable(data));
  }

  async deliver(key: number, data: string | Uint8Array): Promise<void> {
    const { documentId, id } = this.#target(key);
    await this.#surroundings.control.deliver(documentId, id, transferable(data));
  }

  async close(key: number, code: number | null, reason: string | null): Promise<void> {
    const { documentId, id } = this.#target(key);
    await this.#surroundings.control.close(documentId, id, code, reason);
  }

  async simulateEnd(key: number, end: SimulatedEnd): Promise<void> {
    const { documentId, id } = this.#target(key);
    await this.#surroundings.control.end(documentId, id, end);
  }

  async openConnection(documentId: string, url: string, protocols: string[]): Promise<void> {
    await this.#surroundings.control.open(documentId, url, protocols);
  }

  wakeDocuments(): void {
    this.#surroundings.control.wake();
  }

  reloadPage(): void {
    this.#surroundings.control.reload();
  }

  async replay(row: number): Promise<void> {
    const payload = this.log.payload(row);
    if (payload.state !== 'ready') throw new Error(t('panel.dataNotHere'));
    const key = this.log.connection(row);
    if (this.log.kind(row) === EventKind.Receive) await this.deliver(key, payload.data);
    else await this.send(key, payload.data);
  }

  exportHar(chosen?: readonly number[]): string[] {
    const connectionOf = (key: number): Connection | undefined => this.connection(key);
    while (this.#advance());
    const rows = chosen
      ? { length: chosen.length, at: (index: number) => chosen[index] as number }
      : this.rows.value;
    const handshakeOf = (key: number): HandshakeMatch => this.handshake(key);
    return exportHar(this.log, rows, connectionOf, handshakeOf, this.creator);
  }

  /** A document can be heard; returns from where on its events are wanted. */
  documentStarted(info: DocumentInfo): number {
    return this.session.documentStarted(info);
  }

  documentGone(documentId: string): void {
    this.session.documentGone(documentId, Date.now());
  }

  /** @see Session.navigated */
  navigated(timeOrigin: number | null, time: number): void {
    this.session.navigated(timeOrigin, time);
    this.#advance();
  }

  /** @see Session.take */
  take(documentId: string, batch: EventBatch): Taken | undefined {
    const { store } = this.log;
    const { first } = store;
    const taken = this.session.take(documentId, batch);
    // Rows that were let go must not be drawn, not even until the next frame.
    if (store.first !== first) this.#advance();
    return taken;
  }

  #target(key: number): Connection {
    const connection = this.connection(key);
    if (!connection) throw new Error(t('panel.chooseConnection'));
    return connection;
  }

  #search({ passes, needs }: { passes: RowPredicate; needs: Needs }): FilteredRows {
    return new FilteredRows(this.log, passes, ({ first, end }) => {
      // What must know of the rows before a row goes through them in order.
      if (!this.#subject.knows(needs, end)) return first;
      return this.following.value ? end : (this.selectedRow.value ?? end);
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#surroundings.nextFrame(() => {
      this.#scheduled = false;
      this.#update();
    });
  }

  #advance(): boolean {
    const { store } = this.log;
    if (this.#clearings !== this.session.clearings) {
      this.#clearings = this.session.clearings;
      this.#filtered = this.#search(this.#matches.value);
    } else this.#filtered.forgetBelow(store.first);
    this.#subject.forgetBelow(store.first);
    for (const row of this.session.takeRetold()) this.#filtered.lookAgainAt(row);
    const selected = this.selectedRow.value;
    if (selected !== null && this.log.kind(selected) === (0 as number))
      this.selectedRow.value = null;
    const more = this.#filtered.advance(store.end) || this.#marks.advance(store.end);
    const rows = { done: this.#filtered.searched, total: store.end - store.first };
    this.searched.value = rows.total - rows.done >= TOLD_FROM ? rows : null;
    this.rows.value = this.#filtered.rows;
    this.shownMessages.value = this.#filtered.messages;
    this.totalMessages.value = this.session.messages;
    return more;
  }

  #update(): void {
    const { session } = this;
    if (this.#advance()) this.#schedule();
    for (const follower of this.#followers)
      if (follower.advance(this.log.store.end)) this.#schedule();
    this.connections.value = session.connections.all();
    this.documents.value = session.aliveDocuments();
    const selected = this.selectedConnection.value;
    if (selected !== null && !this.connection(selected)) this.selectedConnection.value = null;
    const { missing, malformed } = session;
    this.totals.value = { ...session.connections.totals, missing, malformed };
    this.missedWhilePaused.value = session.missedWhilePaused;
    this.canUndoClear.value = session.canUndoClear;
    this.memory.value = session.log.store.weight + session.log.store.asideWeight;
    this.version.value += 1;
  }
}

function transferable(data: string | Uint8Array): string | ArrayBuffer {
  return typeof data === 'string' ? data : data.slice().buffer;
}
