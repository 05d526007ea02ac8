import type { NetworkAction } from '../protocol/rule.ts';
import type { CompiledRule } from './compile-rule.ts';
import type { Asked } from './asked.ts';

/** What becomes of a new connection. */
export interface ConnectionDecision {
  readonly connect:
    | { readonly type: 'native' }
    | { readonly type: 'refuse'; readonly rule: string }
    | { readonly type: 'mock'; readonly rule: string; readonly protocol: string }
    | { readonly type: 'redirect'; readonly rule: string; readonly url: string };
  readonly network: { rule: string; conditions: NetworkAction } | null;
}

/** Which rules were asked of a connection, and whether it is meant: each is asked, and counts it, once. */
export type Verdicts = WeakMap<CompiledRule, boolean>;

/** How often a rule that refuses was asked, and since when it refuses. */
interface Refusals {
  passed: number;
  since: number | null;
}

/** Asks the rules that act on connections. The first that says where one goes is heard. */
export class ConnectionRules {
  readonly #refusals = new WeakMap<CompiledRule, Refusals>();
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  decide(rules: Iterable<CompiledRule>, asked: Asked, verdicts: Verdicts): ConnectionDecision {
    let connect: ConnectionDecision['connect'] = { type: 'native' };
    let network: ConnectionDecision['network'] = null;
    for (const rule of rules) {
      const action = rule.connection;
      if (!action || !this.#means(rule, asked, verdicts)) continue;
      if (action.type === 'network') {
        network ??= { rule: rule.id, conditions: action };
        if (action.offline && connect.type === 'native')
          connect = { type: 'refuse', rule: rule.id };
      } else if (connect.type !== 'native') continue;
      else if (action.type === 'mock')
        connect = { type: 'mock', rule: rule.id, protocol: action.protocol };
      else if (action.type === 'redirect')
        connect = { type: 'redirect', rule: rule.id, url: targetOf(action.url, asked) };
      else if (this.#refuses(rule, action, asked.time)) connect = { type: 'refuse', rule: rule.id };
    }
    return { connect, network };
  }

  /** The conditions alone, for a connection that there already was. */
  conditions(
    rules: Iterable<CompiledRule>,
    asked: Asked,
    verdicts: Verdicts,
  ): ConnectionDecision['network'] {
    let network: ConnectionDecision['network'] = null;
    for (const rule of rules)
      if (rule.connection?.type === 'network' && this.#means(rule, asked, verdicts))
        network ??= { rule: rule.id, conditions: rule.connection };
    return network;
  }

  #means(rule: CompiledRule, asked: Asked, verdicts: Verdicts): boolean {
    const known = verdicts.get(rule);
    if (known !== undefined) return known;
    const means = rule.passes(asked) === true && rule.counts(this.#random);
    verdicts.set(rule, means);
    return means;
  }

  #refuses(
    rule: CompiledRule,
    { after = 0, forMs = Infinity }: { after?: number; forMs?: number },
    time: number,
  ): boolean {
    const refusals = this.#refusals.get(rule) ?? { passed: 0, since: null };
    this.#refusals.set(rule, refusals);
    if (refusals.passed < after) {
      refusals.passed += 1;
      return false;
    }
    refusals.since ??= time;
    return time - refusals.since <= forMs;
  }
}

/** Where the URL of a rule has no path, path and query are the page's. */
function targetOf(target: string, asked: Asked): string {
  const url = new URL(target);
  const own = URL.parse(asked.connection.url);
  if (own && url.pathname === '/' && url.search === '') {
    url.pathname = own.pathname;
    url.search = own.search;
  }
  url.protocol = url.protocol.replace('http', 'ws');
  return url.href;
}
