import type { GateReport } from '../protocol/commands.ts';
import type { GateAnswer, GateCommandSent, GateQuestionSent } from '../protocol/gate.ts';
import { timestamp } from './primordials.ts';
import type { ObservedSocket } from './recorder.ts';
import { snapshotOf } from './snapshot.ts';

/** To go natively, as though there were no rules. */
export const PASS: GateAnswer = { do: 'pass' };

/** What asks the engine of rules. */
export type Asker = ReturnType<typeof createAsker>;

/**
 * Makes what asks the engine, which answers before the question's dispatch returns, and may give
 * commands meanwhile.
 * @param gone called when a question is not answered: nobody is there any more
 */
export function createAsker(report: (report: GateReport) => void, gone: () => void) {
  let given: GateAnswer | undefined;
  /** The message that is asked about, and what the engine told of it before it answered. */
  let asking: { id: number; message: number; early: GateCommandSent | undefined } | undefined;

  const asker = {
    /** Asks; what is answered to a question that is asked meanwhile is not mixed up with it. */
    ask(question: GateQuestionSent): GateAnswer {
      const outer = given;
      given = undefined;
      report({ type: 'ask', question });
      const answer = given as GateAnswer | undefined;
      given = outer;
      if (!answer) {
        gone();
        return PASS;
      }
      if (answer.do !== 'break') return answer;
      pauseHere();
      return answer.then;
    },

    /** Asks about a message; with the answer comes what to do at once where it is taken. */
    askAbout(direction: 'send' | 'receive', { id, messages }: ObservedSocket, given: unknown) {
      const data = snapshotOf(given).payload ?? '';
      const message = messages + 1;
      const outer = asking;
      const current = { id, message, early: undefined as GateCommandSent | undefined };
      asking = current;
      const question = { connection: id, at: timestamp(), message, data };
      const answer = asker.ask({ type: direction, ...question });
      asking = outer;
      return { answer, data, message, early: current.early };
    },

    /** The engine answers. */
    answered(answer: GateAnswer): void {
      given = answer;
    },

    /** Whether it is about the message that is asked about: it has to wait until that is taken. */
    comesEarly(command: GateCommandSent): boolean {
      if (command.type !== 'forward' && command.type !== 'drop') return false;
      if (asking?.id !== command.connection || asking.message !== command.message) return false;
      asking.early = command;
      return true;
    },
  };
  return asker;
}

/** Here DevTools stop where a rule says so; the page’s own call stack is below. */
function pauseHere(): void {
  // oxlint-disable-next-line no-debugger -- it is what the user asked for
  debugger;
}
