import type { RuleRefusal } from './read-rules.ts';
import type { Rule, RuleAction } from './rule.ts';

/**
 * What panels, background and the engines in the documents of a page say to each other of rules.
 * A document is named as by its relay, a message by its connection, direction and index as in its row.
 */

/** Names of the runtime ports. */
export const RulePort = { Engine: 'rule-engine', Panel: 'rule-panel' } as const;

/** Whether a port is one of these. */
export function isRulePort(name: string): boolean {
  return name === RulePort.Engine || name === RulePort.Panel;
}

/** A change to the rules that are stored. */
export type RuleChange =
  /** Adds it at the end, or puts it in the place of the one with its id. */
  | { type: 'put'; rule: Rule }
  /** Nothing else of it: another panel may have changed the rest. */
  | { type: 'switch'; id: string; on: boolean }
  | { type: 'remove'; id: string }
  /** To a place among all rules, from 0. */
  | { type: 'move'; id: string; to: number };

/** Panel to background. */
export type RulePanelMessage =
  /** First on its port; answered by `rules`, `pages` and a `queue` of each document. */
  | { type: 'attach'; tabId: number }
  | { type: 'change'; changes: RuleChange[] }
  | { type: 'decide'; documentId: string; decision: PauseDecision }
  /** Of all documents of the tab, each direction in order. */
  | { type: 'forward-all' };

/** What becomes of a paused message. */
export type PauseDecision =
  | { do: 'forward'; paused: number; /** in its place, where it was edited */ data?: RuleData }
  | { do: 'drop'; paused: number };

/** Data of a message. */
export type RuleData = string | ArrayBuffer;

/** Background to panel. */
export type ToRulePanel =
  /** All that is stored, of all sites, and what of it could not be read. After each change. */
  | { type: 'rules'; rules: Rule[]; refused: readonly RuleRefusal[] }
  /** The documents of the tab in which rules hold now; after each change of it. */
  | { type: 'pages'; pages: RulePage[] }
  /** What rules did since the last word, oldest first. */
  | { type: 'hits'; documentId: string; hits: RuleHit[]; counts: RuleCount[] }
  /** What is paused in a document, the first 200 at most; in place of what was told before. */
  | { type: 'queue'; documentId: string; paused: PausedMessage[] };

/** A document in which rules hold. */
export interface RulePage {
  documentId: string;
  origin: string;
  /** Ids of those that hold there. */
  rules: string[];
  /** What stops some of them. */
  failures: RuleFailure[];
  counts: RuleCount[];
}

/** How often a rule did something in a document, and when last: milliseconds since the epoch. */
export interface RuleCount {
  rule: string;
  hits: number;
  last: number;
}

/** Why a rule does not do what it says, or not all of it. */
export interface RuleFailure {
  rule: string;
  problem: RuleFailureProblem;
  /** What the reader of the field said, where it did. */
  said: string;
}

export type RuleFailureProblem =
  /** A part of it cannot be read. */
  | 'filter'
  | 'expression'
  | 'template'
  | 'path'
  | 'json'
  | 'patch'
  /** It answered so often in a second that it rather answered itself: it is stopped. */
  | 'loop'
  /** More was held than may be: the oldest went on. */
  | 'held'
  /** There were so many connections that others went without it. */
  | 'connections'
  /** A message could not be made of a template or a patch here: the message passed. */
  | 'value';

/** One thing that a rule did. */
export interface RuleHit {
  rule: string;
  action: RuleAction['type'];
  connection: number;
  /** Null of what is done to a connection. */
  direction: 'send' | 'receive' | null;
  /** Of the message in its connection and direction-independent count, as in its row; 0 without one. */
  index: number;
  /** Milliseconds since the epoch. */
  time: number;
}

/** A message that waits for the user. */
export interface PausedMessage {
  /** Number of it in its document. */
  paused: number;
  rule: string;
  connection: number;
  url: string;
  direction: 'send' | 'receive';
  index: number;
  time: number;
  data: RuleData;
  /** Messages of its direction that wait behind it. */
  behind: number;
}

/** Engine to background. */
export type RuleEngineMessage =
  /** First on its port; answered by `rules`. Its origin counts only where the browser does not say it. */
  | { type: 'hello'; documentId: string; origin: string }
  | { type: 'state'; failures: RuleFailure[]; counts: RuleCount[] }
  | { type: 'hits'; hits: RuleHit[]; counts: RuleCount[] }
  | { type: 'queue'; paused: PausedMessage[] };

/** Background to engine. */
export type ToRuleEngine =
  /**
   * Those that hold in this document, in their order; after each change. None: it lets all go.
   * `watched`: a panel is there, so that messages can be paused.
   */
  | { type: 'rules'; rules: Rule[]; watched: boolean }
  /** The last panel of the tab has closed: what is paused is forwarded, or dropped. */
  | { type: 'unwatched'; paused: 'forward' | 'drop' }
  /** A panel has come: `state` and `queue` are wanted. */
  | { type: 'report' }
  | { type: 'decide'; decision: PauseDecision }
  | { type: 'forward-all' };

type Loose = Record<string, unknown>;

const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isString = (value: unknown): value is string => typeof value === 'string';
const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 0;

const TO_PANEL: Readonly<Record<ToRulePanel['type'], readonly string[]>> = {
  rules: ['rules', 'refused'],
  pages: ['pages'],
  hits: ['hits', 'counts'],
  queue: ['paused'],
};

/** Whether something is what the background tells a panel. */
export function isToRulePanel(value: unknown): value is ToRulePanel {
  if (!isObject(value) || !isString(value.type) || !Object.hasOwn(TO_PANEL, value.type))
    return false;
  return TO_PANEL[value.type as ToRulePanel['type']].every((list) => Array.isArray(value[list]));
}

/** Whether it says what becomes of a paused message. */
export function isPauseDecision(value: unknown): value is PauseDecision {
  if (!isObject(value) || !isCount(value.paused)) return false;
  if (value.do === 'drop') return true;
  const { data } = value;
  return (
    value.do === 'forward' && (data === undefined || isString(data) || data instanceof ArrayBuffer)
  );
}

/** Whether it is a word of the background to an engine. */
export function isToRuleEngine(value: unknown): value is ToRuleEngine {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'rules':
      return Array.isArray(value.rules) && typeof value.watched === 'boolean';
    case 'unwatched':
      return value.paused === 'forward' || value.paused === 'drop';
    case 'decide':
      return isPauseDecision(value.decision);
    case 'report':
    case 'forward-all':
      return true;
    default:
      return false;
  }
}

/** Whether an engine's message may be taken in; it comes from an isolated world. */
export function isRuleEngineMessage(value: unknown): value is RuleEngineMessage {
  if (!isObject(value)) return false;
  switch (value.type) {
    case 'hello':
      return isString(value.documentId) && isString(value.origin);
    case 'state':
      return Array.isArray(value.failures) && Array.isArray(value.counts);
    case 'hits':
      return Array.isArray(value.hits) && Array.isArray(value.counts);
    case 'queue':
      return Array.isArray(value.paused);
    default:
      return false;
  }
}
