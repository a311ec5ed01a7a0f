import type { ClientFrame, Hint, Returned, Withheld } from '../protocol/frames';
import { newId } from './ids';

/** Something that was written and that the server has not kept yet. */
export interface Pending {
  readonly id: string;
  readonly conversation: string;
  /** In Unicode NFC, which is how the server counts and marks it. */
  readonly text: string;
  readonly sure: boolean;
  /** When it was written, in epoch milliseconds. */
  readonly at: number;
  readonly state: PendingState;
}

/** What a page that is loaded anew needs to send it again. */
export type Unsent = Omit<Pending, 'state'>;

export type PendingState =
  /** Not on its way: there is no connection. */
  | { is: 'waiting' }
  | { is: 'sending'; since: number }
  /** It waits for a supervisor, until then at the latest. */
  | { is: 'withheld'; until: number }
  /** A supervisor did not let it go, or nobody decided. */
  | { is: 'returned'; why: Returned['why']; by?: string; word?: string }
  /** The server will not take it; `reason` as in the protocol. */
  | { is: 'refused'; reason: string };

/** How long to wait before a message that is not surely kept is sent again: soon at first, then less often. */
const UNSURE_MS = [500, 1_000, 2_000, 5_000, 10_000];

/** Refusals after which the same message may be tried again. */
const MAY_TRY_AGAIN = new Set(['too_fast', 'trouble', 'left', 'taken_over']);

/** A frame that carries words with an id of ours, and is answered by that id. */
type MessageFrame = Extract<ClientFrame, { conversation: string; id: string; text: string }>;

function said({ conversation, id, text, sure }: Pending): MessageFrame {
  return { type: 'say', conversation, id, text, ...(sure ? { sure } : {}) };
}

/**
 * Keeps every message until the server has it, and sends it again, with the same id, whenever a connection stands. Nothing leaves the outbox but by `kept`, by a
 * hint, or because the person took it back.
 */
export class Outbox {
  #pending: Pending[] = [];
  readonly #unsure = new Map<string, { times: number; timer: ReturnType<typeof setTimeout> }>();

  constructor(
    private readonly send: (frame: MessageFrame) => boolean,
    private readonly changed: () => void = () => {},
    private readonly now: () => number = Date.now,
    /** What a message is on its way. */
    private readonly frameOf: (message: Pending) => MessageFrame = said,
  ) {}

  get pending(): readonly Pending[] {
    return this.#pending;
  }

  /** Takes a message and sends it if it can. Answers what it took. */
  say(conversation: string, text: string, sure = false): Pending {
    const fresh: Pending = {
      id: newId(),
      conversation,
      text: text.normalize('NFC'),
      sure,
      at: this.now(),
      state: { is: 'waiting' },
    };
    this.#pending.push(fresh);
    this.#deliver(fresh);
    this.changed();
    return fresh;
  }

  /** Takes over what an earlier page of this tab had not sent, before what was written since; it goes, as it was, as soon as a connection stands. */
  restore(unsent: readonly Unsent[]): void {
    const restored = unsent.map((each): Pending => ({ ...each, state: { is: 'waiting' } }));
    this.#pending.unshift(...restored);
    for (const each of restored) this.#deliver(each);
    this.changed();
  }

  /** Sends again what the server once had and has lost, as it was: nothing was wrong with it then. */
  repair(conversation: string, id: string, text: string): void {
    if (this.#pending.some((each) => each.id === id)) return;
    const lost: Pending = { id, conversation, text, sure: true, at: this.now(), state: { is: 'waiting' } };
    this.#pending.push(lost);
    this.#deliver(lost);
    this.changed();
  }

  /** The server cannot say yet that it is kept: the same again, after a while. */
  unsure(id: string): void {
    if (!this.#pending.some((each) => each.id === id)) return;
    const times = this.#unsure.get(id)?.times ?? 0;
    clearTimeout(this.#unsure.get(id)?.timer);
    const timer = setTimeout(
      () => {
        const found = this.#pending.find((each) => each.id === id && each.state.is !== 'refused');
        if (found !== undefined) this.#deliver(found);
      },
      UNSURE_MS[Math.min(times, UNSURE_MS.length - 1)],
    );
    this.#unsure.set(id, { times: times + 1, timer });
  }

  /** A connection stands: everything goes again, in the order in which it was written. */
  opened(): void {
    for (const each of this.#pending) {
      // What waits for a supervisor is asked about in the same way: the answer says what became of it.
      if (each.state.is !== 'refused' && each.state.is !== 'returned') this.#deliver(each);
    }
    this.changed();
  }

  /** The connection is gone: what was on its way may or may not have arrived. */
  lost(): void {
    this.#pending = this.#pending.map((each) => (each.state.is === 'sending' ? { ...each, state: { is: 'waiting' } } : each));
    this.changed();
  }

  /** The server has it. Answers the message, so that it can be put into the transcript. */
  kept(id: string): Pending | undefined {
    return this.#take(id);
  }

  /** The scope guard stopped it: nothing was sent. */
  hinted(hint: Hint): Pending | undefined {
    return this.#take(hint.id);
  }

  /** It is with a supervisor. One that a reloaded page does not know comes with its words. */
  withheld({ conversation, id, at, until, text }: Withheld): void {
    if (text !== undefined && !this.#pending.some((each) => each.id === id)) {
      this.#pending.push({ id, conversation, text, sure: true, at, state: { is: 'waiting' } });
    }
    this.#replace(id, { is: 'withheld', until });
    this.changed();
  }

  /** It waited for a supervisor and will not be sent. */
  returned({ id, why, by, word }: Returned): void {
    this.#replace(id, { is: 'returned', why, ...(by === undefined ? {} : { by }), ...(word === undefined ? {} : { word }) });
    this.changed();
  }

  /** The conversation ended while messages waited for a supervisor. */
  over(conversation: string): void {
    for (const { id, state } of this.#pending.filter((each) => each.conversation === conversation)) {
      if (state.is === 'withheld') this.#replace(id, { is: 'returned', why: 'over' });
    }
  }

  /** The person has read that it was not sent, or takes the words back. */
  takeBack(id: string): Pending | undefined {
    return this.#take(id);
  }

  refused(id: string, reason: string): void {
    this.#replace(id, { is: 'refused', reason });
    this.changed();
  }

  /** Whether trying the same message again can help. */
  static mayTryAgain(pending: Pending): boolean {
    return pending.state.is === 'refused' && MAY_TRY_AGAIN.has(pending.state.reason);
  }

  again(id: string): void {
    const found = this.#pending.find((each) => each.id === id);
    if (found !== undefined) this.#deliver(found);
    this.changed();
  }

  /** When the oldest message that is on its way was sent; undefined when none is. */
  oldestSending(): number | undefined {
    return this.#pending.reduce<number | undefined>(
      (oldest, { state }) => (state.is === 'sending' ? Math.min(oldest ?? state.since, state.since) : oldest),
      undefined,
    );
  }

  /** Forgets everything at once: somebody leaves in a hurry. */
  wipe(): void {
    this.#pending = [];
    for (const { timer } of this.#unsure.values()) clearTimeout(timer);
    this.#unsure.clear();
  }

  #deliver(message: Pending): void {
    const { id } = message;
    const gone = this.send(this.frameOf(message));
    this.#replace(id, gone ? { is: 'sending', since: this.now() } : { is: 'waiting' });
  }

  #replace(id: string, state: PendingState): void {
    this.#pending = this.#pending.map((each) => (each.id === id ? { ...each, state } : each));
  }

  #take(id: string): Pending | undefined {
    const found = this.#pending.find((each) => each.id === id);
    this.#pending = this.#pending.filter((each) => each !== found);
    clearTimeout(this.#unsure.get(id)?.timer);
    this.#unsure.delete(id);
    if (found !== undefined) this.changed();
    return found;
  }
}
