import type {
  GateAnswer,
  GateCommand,
  GateData,
  GateDirection,
} from '../../../lib/protocol/gate.ts';
import type { Rule, RuleAction } from '../../../lib/protocol/rule.ts';
import { RuleEngine } from '../../../lib/rules/engine.ts';
import { HitLog } from '../../../lib/rules/hit-log.ts';

interface Timer {
  at: number;
  callback: () => void;
}

/** A gate, a clock and a page for an engine, with all that reached its destination. */
export class EngineWorld {
  now = 1_000_000;
  randoms: () => number = () => 0.5;
  readonly arrived: Record<GateDirection, string[]> = { send: [], receive: [] };
  readonly commands: GateCommand[] = [];
  /** What happened to the connection, beside messages. */
  readonly events: string[] = [];
  readonly log = new HitLog(() => {});
  readonly engine: RuleEngine;
  queueChanges = 0;
  longestTimer = 0;
  /** Called when something reached the page or the server, as their code would be. */
  onArrival: (direction: GateDirection, data: string) => void = () => {};
  readonly #timers = new Set<Timer>();
  readonly #soon: (() => void)[] = [];
  readonly #taken = new Map<string, string>();
  #indices = new Map<number, number>();
  #connections = 0;

  constructor({ simulates = false }: { simulates?: boolean } = {}) {
    const outside = {
      now: () => this.now,
      after: (ms: number, callback: () => void) => {
        const timer = { at: this.now + ms, callback };
        this.longestTimer = Math.max(this.longestTimer, ms);
        this.#timers.add(timer);
        return () => void this.#timers.delete(timer);
      },
      soon: (callback: () => void) => void this.#soon.push(callback),
      random: () => this.randoms(),
      uuid: () => '00000000-0000-4000-8000-000000000000',
      tell: (command: GateCommand) => this.#tell(command),
    };
    const place = { frameUrl: 'https://a.test/', isTop: true, simulates: () => simulates };
    this.engine = new RuleEngine(outside, place, this.log, () => (this.queueChanges += 1));
  }

  /** Constructs a socket; returns its number, and what became of the question. */
  connect(url = 'wss://a.test/socket', protocols: string[] = []): number {
    this.#connections += 1;
    const connection = this.#connections;
    this.answers.push(
      this.engine.ask({ type: 'construct', connection, time: this.now, url, protocols }),
    );
    return connection;
  }

  readonly answers: GateAnswer[] = [];

  open(connection: number): void {
    this.engine.ask({ type: 'opened', connection, time: this.now, protocol: '', extensions: '' });
    this.settle();
  }

  message(connection: number, direction: GateDirection, data: GateData): GateAnswer {
    const index = (this.#indices.get(connection) ?? 0) + 1;
    this.#indices.set(connection, index);
    const size = typeof data === 'string' ? data.length : data instanceof Blob ? data.size : 1;
    const shown = typeof data === 'string' ? data : 'bytes';
    // As at the gate: it is taken before it can be told to go on.
    this.#taken.set(`${connection} ${direction} ${index}`, shown);
    let answer = this.engine.ask({
      type: direction,
      connection,
      index,
      time: this.now,
      data,
      size,
    });
    this.answers.push(answer);
    if (answer.do === 'break') answer = answer.then;
    if (answer.do !== 'take') this.#taken.delete(`${connection} ${direction} ${index}`);
    // A browser runs microtasks before the next listener of its event, which is the page's.
    if (direction === 'receive') this.settle();
    if (answer.do === 'pass') this.#arrive(direction, shown);
    if (answer.do === 'replace') this.#arrive(direction, textOf(answer.data));
    return answer;
  }

  /** Lets what is to happen soon happen. */
  settle(): void {
    for (let next = this.#soon.shift(); next; next = this.#soon.shift()) next();
  }

  /** Lets time pass. */
  pass(ms: number): void {
    const end = this.now + ms;
    this.settle();
    for (;;) {
      const next = [...this.#timers].sort((one, other) => one.at - other.at)[0];
      if (!next || next.at > end) break;
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.callback();
      this.settle();
    }
    this.now = end;
  }

  #tell(command: GateCommand): string {
    this.commands.push(command);
    if (command.type === 'forward' || command.type === 'drop') {
      const key = `${command.connection} ${command.direction} ${command.index}`;
      const data = this.#taken.get(key);
      if (data === undefined) throw new Error(`Nothing was taken: ${key}`);
      this.#taken.delete(key);
      if (command.type === 'forward')
        this.#arrive(command.direction, command.data === undefined ? data : textOf(command.data));
    } else if (command.type === 'inject') this.#arrive(command.direction, textOf(command.data));
    else if (command.type === 'release') this.events.push(command.what);
    else if (command.type === 'end') this.events.push(`end ${command.code}`);
    else this.events.push(command.type);
    return '';
  }

  /** What is held. */
  get held(): string[] {
    return [...this.#taken.values()];
  }

  #arrive(direction: GateDirection, data: string): void {
    this.arrived[direction].push(data);
    this.onArrival(direction, data);
  }
}

/** A rule with what matters in a test. */
export function rule(action: RuleAction, filter = '', more: Partial<Rule> = {}): Rule {
  const id = more.id ?? `rule ${JSON.stringify(action)} ${filter}`.slice(0, 80);
  return { id, name: '', on: true, site: '*', match: { filter }, action, ...more };
}

function textOf(data: string | ArrayBuffer): string {
  return typeof data === 'string' ? data : new TextDecoder().decode(data);
}
