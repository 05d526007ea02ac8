import type { TemplateSources } from '../control/expand-template.ts';
import { EventFlag, EventKind } from '../protocol/events.ts';
import { isOfSite, type Rule } from '../protocol/rule.ts';
import { Heartbeats } from '../query/heartbeats.ts';
import type { Work } from '../reading/slices.ts';
import { Asked } from '../rules/asked.ts';
import { compileRule, type CompiledRule } from '../rules/compile-rule.ts';
import { RecentTexts } from '../rules/recent-texts.ts';
import { RuleError } from '../rules/rule-error.ts';
import type { Connection, LogReader, Payload } from '../session/types.ts';

/** Messages of which is shown what would become of them. */
const SHOWN = 20;

/** Rows between two looks at the clock. */
const ROWS_PER_LOOK = 64;

/** What rules sent or put in is asked about by none. */
const BY_RULES = EventFlag.Injected | EventFlag.Modified;

/** What a rule would do with what is in the log. */
export interface Trial {
  /** Messages or connections of its site. */
  looked: number;
  /** Those that it would have done something to. */
  matched: number;
  firsts: readonly TrialSample[];
}

/** One message or connection, and what would become of it. */
export interface TrialSample {
  row: number;
  before: Payload;
  /** What goes on in its place, or is answered; null where neither is the matter of the rule. */
  made: Payload | null;
  /** It could not be made: a key of the templates' words, or empty. */
  failed: string | null;
}

interface Subject {
  log: LogReader;
  rule: Rule;
  connection: (key: number) => Connection | undefined;
}

/** Tries a rule on the log as it is now, with the code that the engine runs in pages. */
export function* tryRule({ log, rule, connection }: Subject): Work<Trial> {
  const compiled = compileRule(rule, Date.now());
  if ('problem' in compiled) return { looked: 0, matched: 0, firsts: [] };
  const { first, end } = log.range();
  const history = new History(log, first);
  const firsts: TrialSample[] = [];
  let looked = 0;
  let matched = 0;
  for (let row = first; row < end; row += 1) {
    if ((row - first) % ROWS_PER_LOOK === 0) yield (row - first) / Math.max(1, end - first);
    const key = log.connection(row);
    const facts = isMeant(log, row, compiled) ? connection(key) : undefined;
    if (!facts || !isOfSite(rule.site, URL.parse(facts.frameUrl)?.origin ?? '')) continue;
    const data = dataOf(log, row);
    if (data === undefined) continue;
    looked += 1;
    const asked = history.ask(row, facts, data, compiled.needsHeartbeats);
    if (compiled.passes(asked) === true && compiled.counts(Math.random)) {
      const sample = sampleOf(compiled, row, data, history.sourcesOf(key, asked, matched));
      // What a change leaves as it was is not hit.
      if (sample) {
        matched += 1;
        if (firsts.length < SHOWN) firsts.push(sample);
      }
    }
    history.note(key, asked);
  }
  return { looked, matched, firsts };
}

/** Whether the rule is for rows of this kind. */
function isMeant(log: LogReader, row: number, { connection }: CompiledRule): boolean {
  const kind = log.kind(row);
  if (connection) return kind === EventKind.Construct;
  const isMessage = kind === EventKind.Send || kind === EventKind.Receive;
  return isMessage && (log.flags(row) & BY_RULES) === 0;
}

/** Undefined where it is not here, or not yet. */
function dataOf(log: LogReader, row: number): Payload | undefined {
  if (log.kind(row) === EventKind.Construct) return '';
  const payload = log.payload(row);
  return payload.state === 'ready' ? payload.data : undefined;
}

/** Null of what would pass as it is. */
function sampleOf(
  { effect }: CompiledRule,
  row: number,
  before: Payload,
  sources: TemplateSources,
): TrialSample | null {
  const sample = { row, before, made: null, failed: null };
  try {
    if (effect?.type === 'replace') {
      const made = effect.replace(before, sources);
      return made === null ? null : { ...sample, made };
    }
    if (effect?.type === 'answer') return { ...sample, made: effect.make(sources) };
    return sample;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return { ...sample, failed: error.said };
  }
}

/** What a rule may ask of the messages before. */
class History {
  readonly #log: LogReader;
  readonly #heartbeats: Heartbeats;
  readonly #recent = new Map<number, { send: RecentTexts; receive: RecentTexts }>();
  readonly #last = new Map<number, number>();

  constructor(log: LogReader, first: number) {
    this.#log = log;
    this.#heartbeats = new Heartbeats(log);
    this.#heartbeats.forgetBelow(first);
  }

  ask(row: number, facts: Connection, data: Payload, needsHeartbeats: boolean): Asked {
    if (needsHeartbeats) this.#heartbeats.advance(row + 1);
    const time = this.#log.time(row);
    const last = this.#last.get(facts.key);
    const since = last === undefined ? null : time - last;
    this.#last.set(facts.key, time);
    const kind = this.#log.kind(row) as Asked['kind'];
    const isHeartbeat = needsHeartbeats && this.#heartbeats.at(row) === true;
    return new Asked(kind, facts, time, data, since, isHeartbeat);
  }

  note(key: number, asked: Asked): void {
    this.#of(key)[asked.kind === EventKind.Send ? 'send' : 'receive'].add(asked.text);
  }

  /** The newest message of its direction is the one that matched. */
  sourcesOf(key: number, asked: Asked, count: number): TemplateSources {
    const recent = this.#of(key);
    const direction = asked.kind === EventKind.Send ? 'send' : 'receive';
    return {
      time: asked.time,
      count,
      uuid: () => crypto.randomUUID(),
      random: Math.random,
      *texts(of) {
        if (of === direction) yield asked.text;
        yield* recent[of];
      },
    };
  }

  #of(key: number): { send: RecentTexts; receive: RecentTexts } {
    let recent = this.#recent.get(key);
    if (!recent) {
      recent = { send: new RecentTexts(), receive: new RecentTexts() };
      this.#recent.set(key, recent);
    }
    return recent;
  }
}
