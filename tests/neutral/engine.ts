import type { GateAnswer, GateCommand, GateData, GateQuestion } from '../../lib/protocol/gate.ts';
import { meetGate } from '../../lib/transport/gate-link.ts';
import type { GateLink } from '../../lib/transport/gate-link.ts';

/** Set by what is put in front of this script. */
declare const mode: 'gated' | 'simulated' | 'held';

let gate: GateLink;
/** Ends when what was held before has gone on. */
let before = Promise.resolve();

/** Stands for rules that change nothing. */
function answer(question: GateQuestion): GateAnswer {
  if (mode === 'simulated' && question.type === 'construct')
    return { do: 'simulate', backing: { url: question.url, protocols: question.protocols } };
  if (mode !== 'held') return { do: 'pass' };
  const { connection, type } = question;
  if (type === 'receive') {
    const { data, index } = question;
    before = goOn(before, data, { type: 'forward', connection, direction: 'receive', index });
    return { do: 'take' };
  }
  if (type !== 'failed' && type !== 'closed') return { do: 'pass' };
  before = goOn(before, '', { type: 'release', connection, what: type });
  return { do: 'take' };
}

async function goOn(previous: Promise<void>, data: GateData, command: GateCommand): Promise<void> {
  await previous;
  // Bytes cross to the page, too: as they are, to become what they were.
  const bytes = data instanceof Blob ? await data.arrayBuffer() : data;
  gate.tell(typeof bytes === 'string' ? command : ({ ...command, data: bytes } as GateCommand));
}

meetGate(answer, (met) => {
  gate = met;
  gate.tell({ type: 'gate', on: true });
});
