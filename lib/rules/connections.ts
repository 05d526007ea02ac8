import { EventKind } from '../protocol/events.ts';
import type { ConstructQuestion, GateAnswer, PresentQuestion } from '../protocol/gate.ts';
import type { RuleHit } from '../protocol/rules.ts';
import { ReadyState } from '../websocket/ready-state.ts';
import { Asked } from './asked.ts';
import { ConnectionRules } from './connection-rules.ts';
import type { ConnectionDecision } from './connection-rules.ts';
import type { HitLog } from './hit-log.ts';
import { LiveConnection } from './live-connection.ts';
import type { Outside } from './outside.ts';
import type { RuleSet } from './rule-set.ts';

/** What a page is told whose connection broke. */
const ABNORMAL_CLOSURE = 1006;

/** Connections of a document that rules know of at most; the others go without. */
const MAX_CONNECTIONS = 10_000;

/** Where the document of the engine is. */
export interface EnginePlace {
  readonly frameUrl: string;
  readonly isTop: boolean;
  /** Some rule may want connections to be other than they are: until rules are there, none is made. */
  simulates(): boolean;
}

/** The connections of a document, and what rules do to them as a whole. */
export class Connections {
  readonly #outside: Outside;
  readonly #place: EnginePlace;
  readonly #log: HitLog;
  readonly #rules: RuleSet;
  readonly #connectionRules: ConnectionRules;
  readonly #ended: (connection: LiveConnection) => void;
  readonly #connections = new Map<number, LiveConnection>();

  /** @param ended called when there is nothing more to do for one */
  constructor(
    outside: Outside,
    place: EnginePlace,
    log: HitLog,
    rules: RuleSet,
    ended: (connection: LiveConnection) => void,
  ) {
    this.#outside = outside;
    this.#place = place;
    this.#log = log;
    this.#rules = rules;
    this.#connectionRules = new ConnectionRules(outside.random);
    this.#ended = ended;
  }

  get(number: number): LiveConnection | undefined {
    return this.#connections.get(number);
  }

  /** All of them, as they are now. */
  all(): LiveConnection[] {
    return [...this.#connections.values()];
  }

  /** The page constructs one. */
  construct({ connection: number, url, protocols, time }: ConstructQuestion): GateAnswer {
    if (this.#isFull()) return { do: 'pass' };
    const connection = this.#add(number, url);
    if (!this.#rules.areHere) {
      if (!this.#place.simulates()) return { do: 'pass' };
      connection.undecided = protocols;
      return { do: 'simulate', backing: null };
    }
    const decision = this.#decide(connection, time);
    const { connect, network } = decision;
    if (connect.type === 'redirect' && !network?.conditions.handshakeMs)
      return { do: 'simulate', backing: { url: connect.url, protocols } };
    if (connect.type === 'native' && !network?.conditions.handshakeMs) return { do: 'pass' };
    this.#connect(connection, protocols, decision);
    return { do: 'simulate', backing: null };
  }

  /** There was one already. */
  present({ connection: number, url, state }: PresentQuestion): void {
    if (state >= ReadyState.Closing || this.#connections.has(number)) return;
    if (this.#isFull()) return;
    this.#add(number, url).isOpen = state === ReadyState.Open;
  }

  /** Its handshake succeeded. */
  opened(connection: LiveConnection): void {
    connection.isOpen = true;
    this.#setDisconnect(connection);
  }

  /** The page sees its socket end. */
  end(connection: LiveConnection, code: number, reason: string): void {
    const failed = code === ABNORMAL_CLOSURE;
    this.#outside.tell({ type: 'end', connection: connection.number, code, reason, failed });
    this.forget(connection);
  }

  /** It has ended; the gate may say so while it is being ended. */
  forget(connection: LiveConnection): void {
    if (this.#connections.get(connection.number) !== connection) return;
    this.#connections.delete(connection.number);
    connection.dispose();
    this.#ended(connection);
  }

  /** Other rules hold. */
  reconsider(): void {
    for (const connection of this.all()) this.#reconsider(connection);
  }

  /** Whether another one has to go without rules, which then say so. */
  #isFull(): boolean {
    if (this.#connections.size < MAX_CONNECTIONS) return false;
    for (const { id } of this.#rules.all)
      this.#log.fail({ rule: id, problem: 'connections', said: '' });
    return true;
  }

  #add(number: number, url: string): LiveConnection {
    const { frameUrl, isTop } = this.#place;
    const facts = { key: number, url, frameId: isTop ? 0 : -1, frameUrl };
    const connection = new LiveConnection(facts, this.#outside);
    this.#connections.set(number, connection);
    return connection;
  }

  #decide(connection: LiveConnection, time: number): ConnectionDecision {
    const asked = new Asked(EventKind.Construct, connection.facts, time);
    const decision = this.#connectionRules.decide(this.#rules.all, asked, connection.verdicts);
    const { connect, network } = decision;
    connection.network = network;
    if (network) this.#hit(network.rule, 'network', connection);
    if (connect.type !== 'native' && connect.rule !== network?.rule)
      this.#hit(connect.rule, connect.type, connection);
    return decision;
  }

  #hit(rule: string, action: RuleHit['action'], { number }: LiveConnection): void {
    const time = this.#outside.now();
    this.#log.hit({ rule, action, connection: number, direction: null, index: 0, time });
  }

  /** Does to a simulated socket over nothing what was decided, once its handshake was slow enough. */
  #connect(
    connection: LiveConnection,
    protocols: readonly string[],
    { connect }: ConnectionDecision,
  ): void {
    const { number } = connection;
    const fails = connect.type === 'refuse';
    const goOn = (): void => {
      connection.handshake = null;
      if (fails) this.end(connection, ABNORMAL_CLOSURE, '');
      else if (connect.type === 'mock') {
        const protocol = connect.protocol || (protocols[0] ?? '');
        this.#outside.tell({ type: 'open', connection: number, protocol, extensions: '' });
        this.opened(connection);
      } else {
        const url = connect.type === 'redirect' ? connect.url : connection.facts.url;
        const backing = { url, protocols: [...protocols] };
        this.#outside.tell({ type: 'back', connection: number, backing });
      }
    };
    // As a task of its own, as all that happens to a socket: by then the page listens.
    const stop = this.#outside.after(slownessOf(connection, fails), goOn);
    connection.handshake = { since: this.#outside.now(), fails, goOn, stop };
  }

  #setDisconnect(connection: LiveConnection): void {
    const { network } = connection;
    connection.disconnectBy(null);
    if (!connection.isOpen || !network) return;
    const { disconnectMs, disconnectJitterMs } = network.conditions;
    if (disconnectMs === null) return;
    const wait = disconnectMs + (this.#outside.random() * 2 - 1) * disconnectJitterMs;
    const end = (): void => {
      this.#hit(network.rule, 'network', connection);
      this.end(connection, ABNORMAL_CLOSURE, '');
    };
    connection.disconnectBy(this.#outside.after(Math.max(0, wait), end));
  }

  #reconsider(connection: LiveConnection): void {
    const protocols = connection.undecided;
    if (protocols) {
      connection.undecided = null;
      this.#connect(connection, protocols, this.#decide(connection, this.#outside.now()));
      return this.#reconsiderHandshake(connection);
    }
    for (const [id, run] of connection.sequences)
      if (!this.#rules.hasId(id)) {
        run.stop();
        connection.sequences.delete(id);
      }
    const asked = new Asked(EventKind.Construct, connection.facts, this.#outside.now());
    const { verdicts } = connection;
    const network = this.#connectionRules.conditions(this.#rules.all, asked, verdicts);
    const isOther = network?.conditions !== connection.network?.conditions;
    connection.network = network;
    if (isOther && network) this.#hit(network.rule, 'network', connection);
    if (isOther && network?.conditions.offline) return this.end(connection, ABNORMAL_CLOSURE, '');
    this.#reconsiderHandshake(connection);
    if (isOther) this.#setDisconnect(connection);
  }

  /** What made it slow may be other by now, or gone: a gate that goes off fails what has no server. */
  #reconsiderHandshake(connection: LiveConnection): void {
    const { handshake } = connection;
    if (!handshake) return;
    handshake.stop();
    const wait = handshake.since + slownessOf(connection, handshake.fails) - this.#outside.now();
    if (wait > 0) handshake.stop = this.#outside.after(wait, handshake.goOn);
    else handshake.goOn();
  }
}

/** For how long its handshake is held back, milliseconds. */
const slownessOf = ({ network }: LiveConnection, fails: boolean): number =>
  fails ? 0 : (network?.conditions.handshakeMs ?? 0);
