import type { Say } from '../../lib/i18n/words.ts';
import { units } from './units.ts';

type OfRule = Say<{ name: string }>;

const hits: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# hit', other: '# hits' });
const lastHit: Say<{ time: string }> = ({ time }) => `last at ${time}`;
const held: Say<{ count: number }> = ({ count }, words) => `Held ${words.number(count)}`;
const all: Say<{ count: number }> = ({ count }, words) => `Rules ${words.number(count)}`;
const switchOf: OfRule = ({ name }) => `${name}: on`;
const moveOf: OfRule = ({ name }) => `Move ${name}: drag, or Alt with ↑ and ↓`;
const moved: Say<{ name: string; place: number; count: number }> = ({ name, place, count }) =>
  `${name} is now ${place} of ${count}`;
const deleted: OfRule = ({ name }) => `Deleted “${name}”`;
const copyOf: OfRule = ({ name }) => `${name} copy`;
const exported: Say<{ name: string }> = ({ name }) => `Exported as ${name}`;
const imported: Say<{ count: number }> = ({ count }, words) =>
  `Imported ${words.amount(count, { one: '# rule', other: '# rules' })}, switched off`;
const refused: Say<{ count: number; first: string; why: string }> = (variables, words) =>
  `${words.amount(variables.count, { one: '# rule was', other: '# rules were' })} not taken: ` +
  `${variables.first} (${variables.why})`;
const active: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, {
    one: '# rule is changing this page',
    other: '# rules are changing this page',
  });
const touched: Say<{ count: number }> = ({ count }, words) =>
  count === 0
    ? 'nothing has matched yet'
    : words.amount(count, { one: '# hit so far', other: '# hits so far' });
const heldNow: Say<{ count: number }> = (variables, words) =>
  `${units.messages(variables, words)} held`;
const turnedOff: Say<{ count: number }> = ({ count }, words) =>
  `Switched off ${words.amount(count, { one: '# rule', other: '# rules' })}`;
const failed: OfRule = ({ name }) => `“${name}” does not work as it says`;
const siteOnly: Say<{ site: string }> = ({ site }) => `${site} (this page)`;

/** The list of rules, and what tells of them elsewhere. */
export const rules = {
  title: 'Rules',
  close: 'Close the rules',
  height: 'Height of the rules',
  all,
  held,
  new: 'New rule',
  newHint: 'Start from what you want to do',
  more: 'Import, export',
  import: 'Import rules…',
  export: 'Export all rules',
  exportOne: 'Export this rule',
  exported,
  imported,
  refused,
  notRules: 'This is no file of rules from Sockscope',
  list: 'Rules in the order in which they are asked',
  first: 'What do you want to do?',
  firstHint:
    'Rules hold from the page’s first socket on, also after a reload, while this panel is open. The settings can keep them on without it.',
  switchOf,
  moveOf,
  moved,
  hits,
  lastHit,
  elsewhere: 'other site',
  unsaved: 'not saved',
  unnamed: 'Rule without a name',
  deleted,
  undo: 'Undo',
  copyOf,
  back: 'All rules',
  active,
  touched,
  heldNow,
  show: 'Show',
  turnOff: 'Switch off',
  turnOffHint: 'Switches off all rules that hold in this page',
  turnedOff,
  failed,
  siteOnly,
  byRule: 'By the rule',
  gone: 'A rule that is gone',
  toBefore: 'As it came',
  toAfter: 'As it went on',
  compare: 'Before and after',
  noneChosen: 'Choose a rule, or start a new one',
};

/** The editor of a rule. */
export const ruleForm = {
  title: 'Rule',
  name: 'Name',
  site: 'Site',
  everySite: 'All pages',
  otherSite: 'Another site…',
  siteText: 'Site, such as *.example.com',
  when: 'When',
  filter: 'Messages that match',
  filterHint: 'All messages. Narrow them by the filter language',
  connectionFilter: 'Connections that match',
  connectionFilterHint: 'All connections. Narrow them, such as url:/chat/',
  some: 'Only some of them',
  every: 'Every',
  everyUnit: 'th',
  probability: 'Chance',
  first: 'First',
  firstUnit: 'only',
  do: 'Do',
  toMessages: 'With messages',
  toConnections: 'With connections',
  save: 'Save',
  saveNew: 'Save and switch on',
  saveHint: 'Ctrl+Enter',
  revert: 'Revert',
  discard: 'Discard',
  duplicate: 'Duplicate',
  delete: 'Delete',
  to: 'To',
  page: 'The page',
  server: 'The server',
  instead: 'The message itself goes no further',
  body: 'Message',
  format: 'Format',
  bodyHint: '{{uuid}}, {{now}}, {{last.send $.id}}: values for each message',
  ms: 'Time',
  jitter: 'Up to so much more',
  bytesPerSecond: 'Bandwidth',
  perSecond: '/s',
  none: 'any',
  rate: 'Part',
  percent: '%',
  times: 'Copies',
  window: 'Overtaken by up to',
  how: 'What',
  howJson: 'Values in JSON',
  howText: 'Text',
  howExpression: 'Expression',
  howPatch: 'JSON Patch',
  howBytes: 'Bytes',
  howBody: 'The whole message',
  find: 'Find',
  with: 'Replace by',
  withGroups: '$1 and $<name> are the groups',
  source: 'Expression',
  flags: 'Flags',
  patch: 'JSON Patch (RFC 6902)',
  findHex: 'Bytes to find',
  withHex: 'Replace by bytes',
  set: 'Set',
  remove: 'Remove',
  change: 'Change',
  path: 'Path',
  value: 'Value as JSON',
  addChange: 'Add a change',
  removeChange: 'Take out this change',
  closeHow: 'How',
  closeEnd: 'The page sees the connection end',
  closeClose: 'The page’s side closes it',
  code: 'Code',
  reason: 'Reason',
  after: 'Let the first pass',
  forMs: 'Refuse for',
  always: 'always',
  nothing: 'none',
  url: 'URL',
  urlHint: 'Without a path, path and query stay those of the page',
  protocol: 'Subprotocol',
  protocolHint: 'the first asked for',
  offline: 'Offline: connections fail, open ones end with 1006',
  handshakeMs: 'Handshake takes',
  latencyMs: 'Latency',
  jitterMs: 'Jitter',
  up: 'Upload',
  down: 'Download',
  disconnectMs: 'Ends with 1006 after',
  disconnectJitterMs: 'Give or take',
  never: 'never',
  step: 'Step',
  stepSend: 'Send',
  stepWait: 'Wait for',
  stepRest: 'Rest',
  within: 'at most',
  addStep: 'Add a step',
  removeStep: 'Take out this step',
};

/** What rules do: the name, and what that means. */
export const ruleActions = {
  block: 'Block',
  blockHint: 'The message does not reach its destination.',
  delay: 'Delay',
  delayHint: 'The message waits, and those behind it too: their order stays.',
  drop: 'Drop some',
  dropHint: 'A part of the messages is lost, as on a bad network.',
  duplicate: 'Duplicate',
  duplicateHint: 'A part of the messages arrives more than once.',
  reorder: 'Reorder',
  reorderHint: 'Later messages overtake a part of them.',
  replace: 'Change',
  replaceHint: 'The message goes on changed. The one before the change stays in the list.',
  answer: 'Answer',
  answerHint: 'Sends a message of yours when a message is seen.',
  close: 'Close the connection',
  closeHint: 'Ends the connection once the message has passed.',
  pause: 'Hold to edit',
  pauseHint:
    'The message waits under Held until you let it go. Later ones of its direction wait behind it.',
  break: 'Stop in the debugger',
  breakHint: 'Stops at the page’s own call stack, as a breakpoint does.',
  sequence: 'Run a sequence',
  sequenceHint: 'When a message is seen, these steps follow one after the other.',
  refuse: 'Refuse',
  refuseHint: 'New connections fail as a handshake fails that the server refuses.',
  redirect: 'Redirect',
  redirectHint: 'New connections go to another server. The page sees the URL that it asked for.',
  mock: 'Stand in for the server',
  mockHint: 'New connections open without a server. Answer rules say what the page hears.',
  network: 'Network conditions',
  networkHint: 'Connections are slow, limited or lost.',
};

/** What a rule does, in a few words. */
const inWords = {
  delayed: (({ time }) => `Delay by ${time}`) as Say<{ time: string }>,
  limited: (({ rate }) => `Limit to ${rate}/s`) as Say<{ rate: string }>,
  dropped: (({ part }) => `Drop ${part} %`) as Say<{ part: string }>,
  duplicated: (({ part }) => `Duplicate ${part} %`) as Say<{ part: string }>,
  reordered: (({ part }) => `Reorder ${part} %`) as Say<{ part: string }>,
  changed: (({ what }) => `Change ${what}`) as Say<{ what: string }>,
  answered: (({ to }) => `Answer to ${to}`) as Say<{ to: string }>,
  closed: (({ code }) => `Close with ${code}`) as Say<{ code: string }>,
  steps: (({ count }, words) => words.amount(count, { one: '# step', other: '# steps' })) as Say<{
    count: number;
  }>,
  redirected: (({ url }) => `Redirect to ${url}`) as Say<{ url: string }>,
  ended: (({ time }) => `Ends with 1006 after ${time}`) as Say<{ time: string }>,
};

/** What a rule does, as its line in the list says it. */
export const ruleWords = {
  ...inWords,
  thePage: 'the page',
  theServer: 'the server',
  text: 'text',
  bytes: 'bytes',
  byPatch: 'by JSON Patch',
  whole: 'the whole message',
  offline: 'Offline',
  slow: 'Slow network',
};

const shortSpan: Say<{ least: number }> = ({ least }) => `At least ${least} ms.`;
const whole: Say<{ least: number; most: number }> = ({ least, most }, words) =>
  `A whole number from ${words.number(least)} to ${words.number(most)} is wanted.`;
const quotes: Say<{ value: string }> = ({ value }) =>
  `This is not JSON. A text stands in quotes: ${value}`;

/** What is wrong with a field of a rule. */
export const ruleErrors = {
  empty: 'Something is missing here.',
  span: 'A time is wanted, such as 250ms, 1.5s or 2m.',
  shortSpan,
  longSpan: 'A day is the longest.',
  bytes: 'A size is wanted, such as 50kB or 1.5MB.',
  whole,
  percent: 'A part above 0 and up to 100 percent is wanted.',
  path: 'A path ends here, such as $.user.id or items[*].price.',
  jsonWanted: 'A value as JSON is wanted, such as 7, "text" or null.',
  quotes,
  patch: 'An array of operations is wanted, such as [{"op": "remove", "path": "/a"}].',
  notARule: 'This is no rule.',
  missing: 'A part of it is missing.',
  wrongType: 'A part of it is of the wrong kind.',
  unknown: 'A part of it is not known here.',
  outOfRange: 'A number is out of its range.',
  tooLong: 'A text in it is too long.',
  tooMany: 'There are too many: 200 rules, and 50 changes or steps in one.',
  twice: 'There is one with its id already.',
  badSite: 'A site is wanted: *, example.com, *.example.com or http://localhost:8080.',
  badUrl: 'The URL of a server is wanted, such as wss://staging.example.com/live, without #.',
  badCode: 'A page may close with 1000 or with 3000 to 4999.',
  badHex: 'This is not hex.',
  badBase64: 'This is not Base64.',
};

/** What stops a rule that is on. */
export const ruleFailures = {
  filter: 'Its filter cannot be read',
  expression: 'Its expression cannot be read',
  template: 'Its message cannot be read',
  path: 'Its path cannot be read',
  json: 'Its value is not JSON',
  patch: 'Its patch cannot be read',
  loop: 'Stopped: it answered so often in a second that it rather answered itself. Save it to start it again',
  held: 'More was held than may be: the oldest went on',
  connections: 'More than 10,000 connections were open: the newest went without it',
  value: 'A value that it puts in was not there: the message passed unchanged',
};

/** What one can start a rule from: the name, and what it does. */
export const ruleTemplates = {
  deliver: 'Make the page believe that the server sent something',
  deliverHint: 'Answers to the page when it sends a message.',
  change: 'Change a field in each outgoing message',
  changeHint: 'Sets a value in the JSON that the page sends.',
  hold: 'Hold messages, edit them, let them go',
  holdHint: 'What the page sends waits for you.',
  block: 'Block messages',
  blockHint: 'Those that match do not arrive.',
  die: 'Let the connection die with 1006 every 5 s',
  dieHint: 'Shows how the page reconnects.',
  mock: 'Work while the backend is down',
  mockHint: 'Connections open without a server; add an answer for what the page asks.',
  refuse: 'Refuse connections for 10 s',
  refuseHint: 'As a server that restarts.',
  redirect: 'Use another server',
  redirectHint: 'Sends connections to staging, or to your own machine.',
  slow: 'Slow 3G',
  slowHint: '2 s handshake, 400 ms each way, 50 kB/s.',
  flaky: 'Flaky network',
  flakyHint: 'Jitter, and a loss with 1006 about every 20 s.',
  offline: 'Offline',
  offlineHint: 'Nothing connects, and what is open ends.',
  breakpoint: 'Stop in the debugger',
  breakpointHint: 'At the page’s send(), with its call stack.',
  sequence: 'Script an exchange',
  sequenceHint: 'When A is seen, send B, wait for C, send D.',
  blank: 'Blank rule',
  blankHint: 'All in your hands.',
};

const behind: Say<{ count: number }> = ({ count }, words) =>
  words.amount(count, { one: '# waits behind it', other: '# wait behind it' });
const forwardAllCount: Say<{ count: number }> = ({ count }, words) =>
  `Forward all ${words.number(count)}`;
const by: OfRule = ({ name }) => `Held by “${name}”`;

/** Messages that wait for the user. */
export const heldMessages = {
  list: 'Held messages, the oldest first',
  none: 'Nothing is held',
  noneHint: 'A rule that holds messages keeps them here until you forward or drop them.',
  addRule: 'Hold what the page sends',
  edit: 'Held message',
  forward: 'Forward',
  forwardEdited: 'Forward as edited',
  forwardHint: 'Ctrl+Enter',
  drop: 'Drop',
  dropHint: 'Delete. The message never arrives',
  forwardAll: forwardAllCount,
  forwardAllHint: 'All as they came, each direction in order',
  revert: 'As it came',
  behind,
  by,
};

const ofMessages: Say<{ matched: number; looked: number }> = ({ matched, looked }, words) =>
  `${words.number(matched)} of ${units.messages({ count: looked }, words)} match`;
const ofConnections: Say<{ matched: number; looked: number }> = ({ matched, looked }, words) =>
  `${words.number(matched)} of ${words.amount(looked, { one: '# connection', other: '# connections' })} match`;
const firstOnes: Say<{ count: number }> = ({ count }, words) =>
  `The first ${words.number(count)} are shown`;

/** What a rule would do with what was captured. */
export const bench = {
  title: 'Tried on the log',
  ofMessages,
  ofConnections,
  firstOnes,
  nothing: 'There is nothing in the log to try it on yet.',
  wrong:
    'Once all fields are right, this shows what the rule would do with the messages in the log.',
  again: 'Try again',
  failed: 'cannot be made',
};
