import type { ResumePoint, Someone } from '../protocol/frames';

/** One kept message. `(epoch, seq)` says which it is and where it belongs. */
export interface Message {
  readonly seq: number;
  readonly id: string;
  readonly from: Someone;
  readonly text: string;
  readonly at: number;
}

/**
 * What is known of one conversation: in order, each message once, and aware of what is missing. Messages may arrive twice and out of order (A2 of the protocol); a
 * message of another epoch is never mixed in.
 */
export class Transcript {
  #epoch: string;
  #messages: Message[] = [];
  /** The highest number up to which everything is here. */
  #whole: number;
  /** The highest number that is known to exist. */
  #head: number;

  constructor(
    readonly conversation: string,
    epoch: string,
    /** The first number that this person may read. */
    private readonly from: number,
  ) {
    this.#epoch = epoch;
    this.#whole = from - 1;
    this.#head = from - 1;
  }

  get messages(): readonly Message[] {
    return this.#messages;
  }

  get epoch(): string {
    return this.#epoch;
  }

  /** Whether a message is known to exist that has not arrived. */
  get hasGap(): boolean {
    return this.#head > this.#whole;
  }

  /** From where to ask for the rest. */
  get resumePoint(): ResumePoint {
    return { conversation: this.conversation, epoch: this.#epoch, after: this.#whole < this.from ? 0 : this.#whole };
  }

  /** Puts a message in its place. Answers false when it was here already, or belongs to another epoch. */
  put(epoch: string, message: Message): boolean {
    if (epoch !== this.#epoch || message.seq < this.from) return false;
    const at = lastIndex(this.#messages, message.seq);
    if (this.#messages[at]?.seq === message.seq) return false;
    this.#messages = [...this.#messages.slice(0, at + 1), message, ...this.#messages.slice(at + 1)];
    this.#head = Math.max(this.#head, message.seq);
    this.#measure(at + 1);
    return true;
  }

  /** The server says how far the conversation goes. */
  caughtUp(epoch: string, head: number): void {
    if (epoch === this.#epoch) this.#head = Math.max(this.#head, head);
  }

  /** Throws away what is here: the conversation has a new epoch (section 7 of the protocol). Everything is asked for again. */
  reset(epoch: string): void {
    this.#epoch = epoch;
    this.#messages = [];
    this.#whole = this.from - 1;
    this.#head = this.from - 1;
  }

  #measure(start: number): void {
    for (let at = start; this.#messages[at]?.seq === this.#whole + 1; at++) this.#whole += 1;
  }
}

/** The last place whose message is not after `seq`; -1 when all are. From the end, because that is where messages arrive. */
function lastIndex(messages: readonly Message[], seq: number): number {
  let at = messages.length - 1;
  while (at >= 0 && messages[at]!.seq > seq) at -= 1;
  return at;
}
