import { Connection, type ConnectionParts, type ConnectionState, type PassSource, socketUrl } from '../connection/connection';
import { Outbox } from '../connection/outbox';
import type { ClientFrame, Opened, ResumePoint, ServerFrame, Stepped, Welcome } from '../protocol/frames';
import { Talk } from './talk.svelte';

export interface TalksEars {
  welcomed(welcome: Welcome): void;
  opened(talk: Talk): void;
  /** A supervisor did something in a conversation, just now. */
  stepped(talk: Talk, step: Stepped): void;
  /** Every frame that is not about one conversation. */
  other(frame: ServerFrame): void;
  /** What the server answers at once and that changes nothing there, where there is such a thing: asked when the connection may be dead. */
  isHeard?(): ClientFrame;
}

/** A message that was not kept for this long means a slow connection, and for the longer time a dead one. */
const SLOW_MS = 12_000;
const DEAD_MS = 25_000;
/** What says nothing for so long is asked whether it still stands. That is answered at once, so a page in sight knows within about 15 seconds that nothing gets through. */
const SILENT_MS = 10_000;
const ANSWER_SLOW_MS = 4_000;
const ANSWER_DEAD_MS = 12_000;

/** Everything this person is in the middle of, over one connection that comes back by itself. */
export class Talks {
  state = $state.raw<ConnectionState>({ at: 'connecting' });
  all = $state.raw<readonly Talk[]>([]);
  slow = $state(false);
  /** Counts the times that a connection came back after it was lost. */
  returned = $state(0);
  readonly outbox: Outbox;
  /** All whose messages go over this connection. */
  readonly #outboxes: Outbox[] = [];
  readonly #connection: Connection;
  readonly #watchdog: ReturnType<typeof setInterval>;
  #wasOpen = false;
  #name = '';
  /** When the server said something last. */
  #heardAt = Date.now();
  /** When it was asked whether this is heard, until anything is heard from it. */
  #askedAt: number | undefined;
  /** How far the server's clock is ahead of this device's. */
  #clockAhead = 0;

  constructor(
    pass: PassSource,
    private readonly ears: TalksEars,
    parts: ConnectionParts = {},
  ) {
    this.#connection = new Connection(
      socketUrl(),
      pass,
      { onState: (state) => this.#moved(state), onFrame: (frame) => this.#heard(frame), resumePoints: () => this.#resumePoints() },
      parts,
    );
    this.outbox = new Outbox(
      (frame) => this.sendInto(frame),
      () => this.all.forEach((talk) => talk.refresh()),
    );
    this.carry(this.outbox);
    this.#watchdog = setInterval(() => this.#watch(), 1_000);
    window.addEventListener('online', this.#look);
    document.addEventListener('visibilitychange', this.#look);
  }

  start(): void {
    this.#connection.start();
  }

  send(frame: ClientFrame): boolean {
    return this.#connection.send(frame);
  }

  /** What waits in this outbox goes over this connection too: again when one stands, and a silence in which nothing is answered gives the connection up. */
  carry(outbox: Outbox): void {
    this.#outboxes.push(outbox);
  }

  /** Sends a message, unless its conversation has to be opened again first. */
  sendInto(frame: Extract<ClientFrame, { conversation: string }>): boolean {
    return (this.#find(frame.conversation)?.attached ?? true) && this.send(frame);
  }

  tryNow(): void {
    this.#connection.tryNow();
  }

  /** What time it is at the server. */
  serverNow(): number {
    return Date.now() + this.#clockAhead;
  }

  /** Closes the connection and drops every word from memory. */
  wipe(): void {
    clearInterval(this.#watchdog);
    window.removeEventListener('online', this.#look);
    document.removeEventListener('visibilitychange', this.#look);
    this.#connection.stop();
    this.#outboxes.forEach((each) => each.wipe());
    this.all.forEach((talk) => talk.wipe());
    this.all = [];
  }

  /** A seeker's conversation that is over, and of which this page may know no more than which it was: it can still be deleted. */
  recall(conversation: string): Talk {
    const known = this.#find(conversation);
    if (known !== undefined) {
      if (known.closed === undefined) known.close('gone');
      return known;
    }
    const nobody = { role: 'peer', name: '' } as const;
    const talk = this.#begun({ type: 'opened', conversation, epoch: '', from: 1, as: 'seeker', state: 'open', with: nobody, usualMinutes: 0, idleMinutes: 0 });
    talk.close('gone');
    talk.mayBeGone();
    return talk;
  }

  /** Puts a conversation that is over out of sight. */
  putAway(talk: Talk): void {
    talk.wipe();
    this.all = this.all.filter((each) => each !== talk);
  }

  /** A phone woke up, or has a network again: what stood before may be dead, and nothing would say so. What another tab has is taken back by a press alone. */
  #look = (): void => {
    if (document.hidden || this.state.at === 'moved') return;
    this.#connection.tryNow();
    this.#ask();
  };

  #ask(): void {
    const frame = this.ears.isHeard?.();
    if (frame !== undefined && this.#askedAt === undefined && this.send(frame)) this.#askedAt = Date.now();
  }

  #heard(frame: ServerFrame): void {
    this.#heardAt = Date.now();
    this.#askedAt = undefined;
    this.#hear(frame);
  }

  #find(conversation: string | undefined): Talk | undefined {
    return this.all.find((talk) => talk.conversation === conversation);
  }

  #resumePoints(): ResumePoint[] {
    return this.all.filter((talk) => talk.as !== 'watching' && talk.closed === undefined).map((talk) => talk.resumePoint);
  }

  #moved(state: ConnectionState): void {
    this.state = state;
    this.#heardAt = Date.now();
    if (state.at !== 'open') {
      this.#askedAt = undefined;
      for (const talk of this.all) {
        talk.attached = talk.as !== 'watching';
        talk.lost();
      }
      this.#outboxes.forEach((each) => each.lost());
    }
    if (state.at === 'waiting-to-retry') this.slow = false;
  }

  #watch(): void {
    const now = Date.now();
    if (!document.hidden && now - this.#heardAt >= SILENT_MS) this.#ask();
    const unanswered = now - (this.#askedAt ?? now);
    const unkept = now - Math.min(now, ...this.#outboxes.map((each) => each.oldestSending() ?? now));
    this.slow = unanswered >= ANSWER_SLOW_MS || unkept > SLOW_MS;
    if (unanswered >= ANSWER_DEAD_MS || unkept > DEAD_MS) this.#connection.suspect();
  }

  #welcome(welcome: Welcome): void {
    this.#name = welcome.you.name ?? '';
    this.#clockAhead = welcome.serverTime - Date.now();
    const still = new Set(welcome.conversations.map((each) => each.conversation));
    for (const talk of this.all) {
      if (talk.as !== 'watching' && talk.closed === undefined && !still.has(talk.conversation)) talk.close('gone');
    }
    this.ears.welcomed(welcome);
    // Whoever watches asks to be let in again.
    for (const each of welcome.conversations) if (each.as !== 'watching') this.#opened(each);
    if (this.#wasOpen) this.returned += 1;
    this.#wasOpen = true;
    this.#sendAgain();
  }

  #sendAgain(): void {
    this.#outboxes.forEach((each) => each.opened());
  }

  #begun(opened: Opened): Talk {
    const talk = new Talk(opened, { send: (frame) => this.send(frame), outbox: this.outbox, name: this.#name, serverNow: () => this.serverNow() });
    this.all = [...this.all, talk];
    return talk;
  }

  #opened(opened: Opened): void {
    const known = this.#find(opened.conversation);
    if (known !== undefined) {
      const before = known.resumePoint.epoch;
      known.opened(opened);
      if (before !== opened.epoch) known.resume();
      if (!known.attached) {
        known.attached = true;
        this.#sendAgain();
      }
      this.ears.opened(known);
      return;
    }
    const talk = this.#begun(opened);
    // Whoever watches is sent everything unasked.
    if (talk.as !== 'watching') talk.resume();
    this.ears.opened(talk);
  }

  /** One switch over everything that a server can say. */
  #hear(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        return this.#welcome(frame);
      case 'opened':
        return this.#opened(frame);
      case 'said':
        return this.#find(frame.conversation)?.said(frame);
      case 'kept':
        return this.#find(frame.conversation)?.kept(frame, this.outbox.kept(frame.id));
      case 'pending':
        return this.#outboxes.forEach((each) => each.unsure(frame.id));
      case 'hint':
        return this.#find(frame.conversation)?.hinted(frame, this.outbox.hinted(frame));
      case 'clear':
        return this.#find(frame.conversation)?.cleared(frame.id);
      case 'withheld':
        return this.outbox.withheld(frame);
      case 'returned':
        this.outbox.returned(frame);
        return this.ears.other(frame);
      case 'guide':
        return this.#find(frame.conversation)?.guided(frame);
      case 'raised':
        this.#find(frame.conversation)?.told(frame);
        return this.ears.other(frame);
      case 'caught-up':
        return this.#find(frame.conversation)?.caughtUp(frame);
      case 'reset':
        return this.#find(frame.conversation)?.reset(frame);
      case 'typing':
        return this.#find(frame.conversation)?.typed(frame);
      case 'presence': {
        const talk = this.#find(frame.conversation);
        if (talk?.other.role === frame.who) talk.isThere(frame.state, frame.since);
        else if (talk !== undefined && frame.who === 'clinician') talk.clinicianAway = frame.state !== 'here';
        return;
      }
      case 'stepped': {
        const talk = this.#find(frame.conversation);
        if (talk?.stepped(frame)) this.ears.stepped(talk, frame);
        return;
      }
      case 'contact':
        this.#find(frame.conversation)?.contacted(frame);
        return this.ears.other(frame);
      case 'last-word':
        return this.#find(frame.conversation)?.lastWordTold(frame.kept);
      case 'plan':
        return this.#find(frame.conversation)?.planned(frame);
      case 'next':
        return this.#find(frame.conversation)?.nextTold(frame.text);
      case 'quiet':
        return this.#find(frame.conversation)?.grewQuiet(frame);
      case 'time':
        return this.#find(frame.conversation)?.timed(frame);
      case 'watched':
        this.#find(frame.conversation)?.watched(frame);
        return this.ears.other(frame);
      case 'closed':
        this.#find(frame.conversation)?.close(frame.why);
        return this.ears.other(frame);
      case 'deleted':
        this.#find(frame.conversation)?.deletedBy(frame.state);
        return this.ears.other(frame);
      case 'refused':
        if (frame.re === 'say' && frame.id !== undefined) {
          this.outbox.refused(frame.id, frame.reason);
          this.#find(frame.conversation)?.refused();
        }
        // Some refusals do not say of which conversation.
        for (const talk of this.all) {
          if ((frame.conversation ?? talk.conversation) !== talk.conversation) continue;
          if (frame.re === 'raise') talk.notTold();
          if (frame.re === 'reply') talk.replyRefused(frame.reason);
          if (frame.re === 'delete') talk.deletionRefused(frame.reason);
          if (frame.re === 'last-word') talk.lastWordNotKept();
          if (frame.re === 'plan') talk.planRefused(frame.reason);
          if (frame.re === 'moment') talk.momentRefused();
          if (frame.re === 'more-time') talk.timeNotAdded();
          if (frame.re === 'offer-resource') talk.offerRefused = frame.reason;
          if (frame.re === 'wrap-up' || frame.re === 'next') talk.nextNotDone();
          if (frame.re?.startsWith('contact-')) talk.contactFailed = true;
          if (frame.re === 'hand-over' || frame.re === 'stay') talk.overRefused(frame.reason);
        }
        // It goes on without us: that is how whoever was in it finds out.
        if (frame.re === 'resume' && frame.reason === 'not_yours') this.#find(frame.conversation)?.close('gone');
        return this.ears.other(frame);
      // Whoever listens knows what else there is; a seeker's page has no words for what only the desk hears.
      default:
        return this.ears.other(frame);
    }
  }
}
