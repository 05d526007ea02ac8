import { SPARE } from '../protocol/commands.ts';
import type { HookCommand, WorkerCommand } from '../protocol/commands.ts';
import type { HookLink } from './relay.ts';

/** How often a worker that has sockets is asked whether it is there, milliseconds. */
const PULSE = 2_000;
/** Questions that may go unanswered: it may be busy for a while. */
const UNANSWERED = 3;

/** The way to the hook in a worker: a BroadcastChannel whose name no page can know. */
export class WorkerLink implements HookLink {
  readonly #channel: BroadcastChannel;
  readonly #fellSilent: () => void;
  #heard: (report: unknown) => void = () => {};
  #unanswered = 0;
  #listening = false;
  #pulse: AbortSignal | undefined;
  /** Whether it has spoken, and not fallen silent since. */
  alive = false;
  /** It has spoken, and fallen silent since. */
  ended = false;

  /**
   * @param fellSilent called when the worker does not answer any more: it has ended, or hangs
   * @param spare called when there will be no hook
   */
  constructor(channelName: string, fellSilent: () => void, spare: () => void) {
    this.#channel = new BroadcastChannel(channelName);
    this.#fellSilent = fellSilent;
    this.#channel.addEventListener('message', ({ data }) => {
      if (data === SPARE && !this.alive) return spare();
      this.#unanswered = 0;
      this.alive = true;
      this.ended = false;
      this.#heard(data);
    });
    // It may have begun before we listened.
    this.#post({ type: 'hail' });
  }

  onReport(heard: (report: unknown) => void): void {
    this.#heard = heard;
  }

  tell(command: HookCommand): void {
    this.#post(command);
    if (command.type === 'remove') this.close();
  }

  attend(listening: boolean): void {
    this.#listening = listening;
    this.#unanswered = 0;
    this.#beat();
  }

  close(): void {
    this.#listening = false;
    this.#channel.close();
  }

  #post(command: WorkerCommand): void {
    try {
      // No window: a channel has no target origin.
      // eslint-disable-next-line unicorn/require-post-message-target-origin
      this.#channel.postMessage(command);
    } catch {
      // Closed, or on its way out with its page.
    }
  }

  /** The end of a worker is announced to nobody. A worker that was only busy is heard again. */
  #beat(): void {
    if (this.#pulse || !this.#listening) return;
    const pulse = AbortSignal.timeout(PULSE);
    this.#pulse = pulse;
    pulse.addEventListener('abort', () => {
      this.#pulse = undefined;
      if (!this.#listening) return;
      if (this.#unanswered === UNANSWERED) {
        this.alive = false;
        this.ended = true;
        this.#fellSilent();
        return;
      }
      this.#unanswered += 1;
      this.#post({ type: 'hail' });
      this.#beat();
    });
  }
}
