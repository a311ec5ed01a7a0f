import type { PassSource } from '../connection/connection';
import { announcer } from '../conversation/announcer';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import type { Board, Flag, Outcome, ServerFrame, Matched, Queue } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** What a supervisor is opening: asked for, waiting for a reason, or refused. */
export type Opening = { at: 'asked' } | { at: 'reason' } | { at: 'refused' };

/** From this long on a supervisor should know. */
export const LOST_MS = 60_000;

export interface Peek {
  readonly conversation: string;
  readonly alias: string;
  readonly opening: Opening;
  readonly reason?: string;
  readonly talk?: Talk;
  /** Why whom, one line for each peer it had. */
  readonly why?: Matched['turns'];
}

/** The live board, and the one conversation that is being read. */
export class Watch {
  board = $state.raw<Board | undefined>();
  /** The line and who is on duty. */
  queue = $state.raw<Queue | undefined>();
  flags = $state.raw<readonly Flag[]>([]);
  peek = $state.raw<Peek | undefined>();
  /** What came of the last decision about a flag, by its id, where it was not what was asked for. */
  remarks = $state.raw<Readonly<Record<string, string>>>({});
  /** Who this is: the id that the server knows them by. */
  me = $state('');
  /** Flags that somebody else was quicker with. */
  readonly #late = new Set<string>();
  /** The flag that this supervisor is about to close. */
  attended: string | undefined;
  readonly #mine = new Set<string>();
  readonly talks: Talks;
  #toldLost = new Set<string>();

  constructor(pass: PassSource) {
    this.talks = new Talks(pass, {
      welcomed: (welcome) => {
        this.me = welcome.you.id;
        this.look();
        if (this.peek !== undefined && this.peek.talk?.closed === undefined) this.#ask(this.peek);
      },
      opened: (talk) => this.#opened(talk),
      other: (frame) => this.#hear(frame),
    });
  }

  get now(): readonly Flag[] {
    return this.flags.filter((flag) => flag.lane === 'now');
  }

  get soon(): readonly Flag[] {
    return this.flags.filter((flag) => flag.lane === 'soon');
  }

  open({ conversation, seeker }: Flag): void {
    this.close();
    this.#ask({ conversation, alias: seeker ?? '', opening: { at: 'asked' } });
  }

  /** Lets a message go, or gives it back with a word. */
  decide({ flag }: Flag, send: boolean, word = ''): void {
    this.#remark(flag, undefined);
    if (!this.talks.send({ type: 'release', flag, send, ...(word === '' ? {} : { word }) })) this.#remark(flag, sayDesk('board.trouble'));
  }

  /** Has a flag from now on, unless somebody else was first. */
  claim({ flag }: Flag): void {
    this.#remark(flag, undefined);
    this.#late.delete(flag);
    if (!this.talks.send({ type: 'claim', flag })) this.#remark(flag, sayDesk('board.trouble'));
  }

  /** The one that a key means: in the lane where it matters most, the oldest that nobody has. */
  claimNext(): void {
    const free = [...this.now].reverse().find(({ claimedBy }) => claimedBy === undefined);
    if (free) this.claim(free);
  }

  letGo({ flag }: Flag): void {
    if (!this.talks.send({ type: 'let-go', flag })) this.#remark(flag, sayDesk('board.trouble'));
  }

  has(flag: Flag): boolean {
    return flag.claimedBy !== undefined && flag.claimedBy.id === this.me;
  }

  /** Says whether a flag was right, and closes it. */
  resolve({ flag }: Flag, verdict: 'right' | 'wrong', outcome?: Outcome): void {
    this.#remark(flag, undefined);
    this.#mine.add(flag);
    if (!this.talks.send({ type: 'resolve', flag, verdict, ...(outcome === undefined ? {} : { outcome }) })) this.#remark(flag, sayDesk('board.trouble'));
  }

  /** Asks again with the reason that the supervisor gave. It is written down. */
  explain(reason: string): void {
    if (this.peek) this.#ask({ ...this.peek, reason, opening: { at: 'asked' } });
  }

  close(): void {
    const { peek } = this;
    this.peek = undefined;
    if (peek?.talk === undefined) return;
    if (peek.talk.closed === undefined) this.talks.send({ type: 'unwatch', conversation: peek.conversation });
    this.talks.putAway(peek.talk);
  }

  #ask(peek: Peek): void {
    this.peek = peek;
    const { conversation, reason } = peek;
    this.talks.send({ type: 'watch', conversation, ...(reason === undefined ? {} : { reason }) });
  }

  #opened(talk: Talk): void {
    if (this.peek?.conversation !== talk.conversation) return;
    talk.look(true);
    this.peek = { ...this.peek, talk };
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'board') this.#fill(frame);
    else if (frame.type === 'queue') this.#line(frame);
    else if (frame.type === 'matched' && frame.conversation === this.peek?.conversation) this.peek = { ...this.peek, why: frame.turns };
    else if (frame.type === 'flag') this.#raised(frame);
    else if (frame.type === 'flag-changed') this.#gone(frame.flag, frame.by);
    else if (frame.type === 'refused' && (frame.re === 'release' || frame.re === 'resolve' || frame.re === 'claim' || frame.re === 'let-go')) this.#refused(frame.id ?? '', frame.reason);
    else if (frame.type === 'refused' && frame.re === 'watch' && this.peek) {
      this.peek = { ...this.peek, opening: { at: frame.reason === 'reason_needed' ? 'reason' : 'refused' } };
    }
  }

  /** The board, and what stands beside it. */
  look(): void {
    this.talks.send({ type: 'board' });
    this.talks.send({ type: 'queue' });
  }

  /** A peer who is lost for long enough is said once, for as long as it lasts. */
  #line(queue: Queue): void {
    this.queue = queue;
    const lost = queue.lost.filter(({ since }) => queue.asOf - since >= LOST_MS);
    for (const { name, seekers } of lost) {
      if (!this.#toldLost.has(name)) announcer.tell(sayDesk('lost.announce', { peer: name, seekers: seekers.join(', ') }));
    }
    this.#toldLost = new Set(lost.map(({ name }) => name));
  }

  #fill(board: Board): void {
    this.board = board;
    this.flags = [...board.now, ...board.soon];
  }

  /** Closed, by whoever did: it leaves the board, and whoever was at it hears who was quicker. */
  #gone(flag: string, by: string | undefined): void {
    if (!this.#mine.delete(flag) && by !== undefined && this.attended === flag) announcer.tell(sayDesk('board.gone_first', { supervisor: by }));
    this.flags = this.flags.filter((each) => each.flag !== flag);
    this.#remark(flag, undefined);
    this.#late.delete(flag);
  }

  #refused(flag: string, reason: string): void {
    this.#mine.delete(flag);
    if (reason === 'taken') {
      // Who it is comes with the flag, before this or after.
      this.#late.add(flag);
      this.#tellWhoWasFirst(this.flags.find((each) => each.flag === flag));
    } else if (reason === 'unclaimed') this.#remark(flag, sayDesk('board.claim_first'));
    else if (reason === 'decided') this.#remark(flag, sayDesk('board.gone_first_someone'));
    else this.#remark(flag, reason === 'left' ? sayDesk('board.seeker_left') : sayDesk('board.trouble'));
    this.talks.send({ type: 'board' });
  }

  #remark(flag: string, remark: string | undefined): void {
    const { [flag]: _, ...others } = this.remarks;
    this.remarks = remark === undefined ? others : { ...others, [flag]: remark };
  }

  #tellWhoWasFirst(flag: Flag | undefined): void {
    if (flag?.claimedBy === undefined || !this.#late.delete(flag.flag) || this.has(flag)) return;
    this.#remark(flag.flag, sayDesk('board.gone_first', { supervisor: flag.claimedBy.name }));
  }

  #raised(flag: Flag): void {
    this.#tellWhoWasFirst(flag);
    const others = this.flags.filter((each) => each.flag !== flag.flag);
    const known = this.flags.find((each) => each.flag === flag.flag);
    this.flags = known ? this.flags.map((each) => (each === known ? flag : each)) : [flag, ...others];
    // The numbers above the lanes come with the board; a flag may have changed them.
    this.talks.send({ type: 'board' });
    if (flag.loud !== undefined && known?.loud !== flag.loud) {
      const alias = flag.seeker ?? sayDesk('board.archived');
      announcer.interrupt(sayDesk('board.louder_announce', { alias, remark: sayDesk(loudWords(flag.loud)) }));
    }
    if (known?.lane === flag.lane) return;
    announcer.tell(announcement(flag));
  }
}

/** What the board says of a flag that nobody has had for long. */
export function loudWords(loud: NonNullable<Flag['loud']>): 'board.louder' | 'board.on_call' {
  return loud === 'louder' ? 'board.louder' : 'board.on_call';
}

function announcement(flag: Flag): string {
  const alias = flag.seeker ?? sayDesk('board.archived');
  if (flag.held?.state === 'waits') return sayDesk('board.held', { peer: flag.peer ?? '' });
  if (flag.lane === 'soon') return sayDesk('board.announce_soon', { alias });
  if (flag.peer === undefined) return sayDesk('board.announce_line', { alias });
  return sayDesk('board.announce', { alias, peer: flag.peer });
}
