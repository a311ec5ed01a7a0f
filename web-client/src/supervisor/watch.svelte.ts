import type { PassSource } from '../connection/connection';
import { Outbox } from '../connection/outbox';
import { announcer } from '../conversation/announcer';
import type { Aside } from '../conversation/order';
import { clinicianStepWords } from '../conversation/clinician-words';
import { offerStepWords } from '../conversation/offer-words';
import { overStepWords } from '../conversation/over-words';
import { serviceName } from '../conversation/service-words';
import { isClinicians, isOffer, isOver } from '../conversation/steps';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import { Whispers } from '../conversation/whispers.svelte';
import { decodeAtDesk } from '../protocol/desk-codec';
import type { Blocked, BlockReason, BlockToReview, Board, Carried, Clinician, Contact, ContactOpened, Flag, Matched, OnCall, Outcome, Passing, Queue, QueueTalk, Refused, ServerFrame, Service, Stepped, ThreadCloseReason, Whispered } from '../protocol/frames';
import { daysUntil, inDays } from '../words/days';
import { timeOfDay } from '../words/say';
import { sayDesk } from '../words/say-desk';

/** What a supervisor is opening: asked for, waiting for a reason, or refused. */
export type Opening = { at: 'asked' } | { at: 'reason' } | { at: 'refused' };

/** With these the seeker shared something and nothing of it changed: what is shown of it stays. */
const STILL_SHARED = new Set<Contact['state']>(['asking', 'confirming', 'confirmed', 'passed']);

/** What a supervisor does in the conversation that is open. */
const IN_A_CONVERSATION = new Set(['whisper', 'join-in', 'take-over', 'step-out', 'end', 'contact-offer', 'contact-open', 'contact-pass', 'contact-passed']);

/** A board that is older than this is not shown as it is now. */
const STALE_MS = 15_000;

/** The numbers of the board change no more often by what happens: who reads them has ten seconds. */
const NUMBERS_MS = 5_000;

const ENDS_SOON_DAYS = 3;

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
  /** It is opened by answering somebody who waits, for this flag. */
  readonly answers?: string;
  /** It was asked for to whisper in it, and the keyboard is not in that field yet. */
  readonly whispers?: true;
  /** What came of the last thing that was tried, where it was not what was asked for. */
  readonly remark?: string;
  /** The peer cannot stay. */
  readonly mustRemove?: boolean;
  /** Their pass is blocked: when that ends by itself. */
  readonly blockedUntil?: number;
  /** Why they could not be blocked. */
  readonly notBlocked?: string;
  /** Why the seeker is not asked for a clinician. */
  readonly notOffered?: string;
  /** What came of closing the seeker's way back. */
  readonly wayTold?: { words: string; over: boolean };
}

/** The live board, and the one conversation that is being read. */
export class Watch {
  board = $state.raw<Board | undefined>();
  /** Whether nothing has been heard of the board for too long, whatever the connection says. */
  late = $state(false);
  /** The line and who is on duty. */
  queue = $state.raw<Queue | undefined>();
  flags = $state.raw<readonly Flag[]>([]);
  /** The blocks that a second person has to look at. */
  blocks = $state.raw<readonly BlockToReview[]>([]);
  /** What a second supervisor is asked about, also by this one. */
  passing = $state.raw<readonly Passing[]>([]);
  /** What the seeker shared, while it is looked at. */
  contact = $state.raw<ContactOpened | undefined>();
  peek = $state.raw<Peek | undefined>();
  /** The clinicians on duty, once they were asked for. */
  clinicians = $state.raw<readonly Clinician[] | undefined>();
  /** What came of the last decision about a flag or a block, by its id, where it was not what was asked for. */
  remarks = $state.raw<Readonly<Record<string, string>>>({});
  /** Who this is: the id that the server knows them by. */
  me = $state('');
  /** The name that everybody reads. */
  name = $state('');
  /** What is whispered in the conversation that is open, as the log shows it. */
  asides = $state.raw<readonly Aside[]>([]);
  /** Flags that somebody else closed while this page was here. */
  closedElsewhere = $state.raw<ReadonlySet<string>>(new Set());
  /** Flags that somebody else was quicker with. */
  readonly #late = new Set<string>();
  /** The flag that this supervisor is about to close. */
  attended: string | undefined;
  readonly #mine = new Set<string>();
  /** What was given up before it had opened: nobody reads on in it. */
  readonly #leftOpening = new Set<string>();
  /** What was heard of since the board was last asked for, and what was closed. */
  readonly #came = new Map<string, Flag>();
  readonly #went = new Set<string>();
  /** How many times the board was asked for and has not been answered. */
  #asked = 0;
  /** Asks for the board, for the numbers of it. */
  #asking: ReturnType<typeof setTimeout> | undefined;
  readonly talks: Talks;
  readonly #whispers = new Whispers();
  /** Whispers on their way: kept and sent again as messages are, and they are none. */
  readonly #whispering: Outbox = new Outbox(
    (frame) => this.talks.sendInto(frame),
    () => this.#gatherAsides(),
    Date.now,
    ({ conversation, id, text }) => ({ type: 'whisper', conversation, id, text }),
  );
  /** The peers who are lost for long enough, by name. */
  lost = $state.raw<readonly string[]>([]);
  readonly #toldEnding = new Set<string>();
  /** What is shown as live comes in two, and each grows old by itself. */
  readonly #growsLate = new Map<'board' | 'queue', ReturnType<typeof setTimeout>>();
  readonly #old = new Set<'board' | 'queue'>();
  #toldCard = '';

  constructor(pass: PassSource) {
    this.talks = new Talks(pass, {
      welcomed: (welcome) => {
        this.me = welcome.you.id;
        this.name = welcome.you.name ?? '';
        // Nothing answers what went over the connection before.
        this.#asked = 0;
        this.look();
        const mine = welcome.conversations[0];
        if (this.peek !== undefined && this.peek.talk?.closed === undefined) this.#ask(this.peek);
        // A page that is loaded anew goes back to whom this supervisor is with.
        else if (this.peek === undefined && mine !== undefined) this.#ask({ conversation: mine.conversation, alias: mine.with.name, opening: { at: 'asked' } });
      },
      opened: (talk) => this.#opened(talk),
      stepped: (talk, step) => this.#stepped(talk, step),
      other: (frame) => this.#hear(frame),
    }, { decode: decodeAtDesk });
    this.talks.carry(this.#whispering);
  }

  /** Closes the connection and drops every word from memory. */
  wipe(): void {
    clearTimeout(this.#asking);
    this.#growsLate.forEach((timer) => clearTimeout(timer));
    this.talks.wipe();
    this.#whispers.wipe();
    this.asides = [];
    this.contact = undefined;
  }

  /** When the older half of what is shown was so. */
  get asOf(): number {
    return Math.min(this.board?.asOf ?? Infinity, this.queue?.asOf ?? Infinity);
  }

  /** Whether this supervisor is in the conversation that is open, and not only reading it. */
  get takesPart(): boolean {
    const talk = this.peek?.talk;
    return talk !== undefined && talk.closed === undefined && talk.standing.part !== 'watching' && talk.standing.by === this.name;
  }

  get now(): readonly Flag[] {
    return this.flags.filter((flag) => flag.lane === 'now');
  }

  /** Who needs a person now and nobody has: not those with whom a supervisor is, who has what comes up there. */
  get free(): readonly Flag[] {
    return this.now.filter(({ claimedBy }) => claimedBy === undefined);
  }

  get soon(): readonly Flag[] {
    return this.flags.filter((flag) => flag.lane === 'soon');
  }

  open({ flag, conversation, seeker }: Flag): void {
    this.#read(flag, conversation, seeker ?? '');
  }

  /** Opens a conversation of the list. Where nothing is flagged the server asks why. */
  openTalk({ conversation, seeker }: QueueTalk): void {
    this.#read(conversation, conversation, seeker);
  }

  /** Opens a conversation as peeking does, to whisper in it. One that is open already stays as it is: nobody gives a reason twice. */
  whisperIn({ conversation, seeker }: QueueTalk, from: string): void {
    if (this.peek?.conversation !== conversation || this.peek.opening.at === 'refused' || this.peek.talk?.closed !== undefined) {
      this.#read(from, conversation, seeker);
    }
    if (this.peek?.conversation === conversation) this.peek = { ...this.peek, whispers: true };
  }

  /** Whoever asked to whisper is where they can, or was left where they write by now. */
  whispersNow(): void {
    if (this.peek === undefined) return;
    const { whispers: _, ...peek } = this.peek;
    this.peek = peek;
  }

  /** Goes to somebody who still waits, at once and without a peer. Of several who do, one is first. */
  answer({ flag, conversation, seeker }: Flag): void {
    if (this.#leavesFirst(flag, conversation)) return;
    this.close();
    this.#remark(flag, undefined);
    if (!this.talks.send({ type: 'answer', conversation })) return this.#remark(flag, sayDesk('board.trouble'));
    this.peek = { conversation, alias: seeker ?? '', opening: { at: 'asked' }, answers: flag };
  }

  whisper(text: string): void {
    if (this.peek) this.#whispering.say(this.peek.conversation, text);
  }

  joinIn(): void {
    this.#act({ type: 'join-in', conversation: this.peek?.conversation ?? '' });
  }

  takeOver(peer: 'keep' | 'remove', reason: string): void {
    this.#act({ type: 'take-over', conversation: this.peek?.conversation ?? '', peer, reason });
  }

  stepOut(): void {
    this.#act({ type: 'step-out', conversation: this.peek?.conversation ?? '' });
  }

  /** Who could be offered to the seeker. */
  whoIsOnDuty(): void {
    this.clinicians = undefined;
    this.#notOffered(undefined);
    if (!this.talks.send({ type: 'clinicians' })) this.#notOffered(sayDesk('board.trouble'));
  }

  /** Asks the seeker whether this clinician may come. */
  offer({ id }: Clinician): void {
    if (this.peek === undefined) return;
    this.#notOffered(undefined);
    if (!this.talks.sendInto({ type: 'offer-clinician', conversation: this.peek.conversation, clinician: id })) this.#notOffered(sayDesk('board.trouble'));
  }

  /** A card on which the seeker may leave how they can be reached. */
  offerCard(): void {
    this.#act({ type: 'contact-offer', conversation: this.peek?.conversation ?? '' });
  }

  /** Shows what is on it; that is written down. */
  openCard(): void {
    this.#act({ type: 'contact-open', conversation: this.peek?.conversation ?? '' });
  }

  hideCard(): void {
    this.contact = undefined;
  }

  passOn(to: Service): void {
    this.#act({ type: 'contact-pass', conversation: this.peek?.conversation ?? '', to });
  }

  /** With `agreed` whoever is on call said yes on the telephone, where no second supervisor did. */
  passedOn(agreed = false): void {
    this.#act({ type: 'contact-passed', conversation: this.peek?.conversation ?? '', ...(agreed ? { onCall: true } : {}) });
  }

  /** Agrees that somebody else passes it on. */
  confirmPassing({ conversation, n }: Passing): void {
    this.#remark(conversation, undefined);
    if (!this.talks.send({ type: 'contact-confirm', conversation, n })) return this.#remark(conversation, sayDesk('board.trouble'));
    this.#askBoard();
  }

  /** Opens the conversation that somebody else would pass it on from. */
  readPassing({ conversation, seeker }: Passing): void {
    this.#read(conversation, conversation, seeker);
  }

  /** What others ask about: one's own somebody else has to confirm. */
  get toConfirm(): readonly Passing[] {
    return this.passing.filter(({ by }) => by.id !== this.me);
  }

  /** Ends the conversation, and the seeker may not come back with the pass they have. */
  block(reason: BlockReason): void {
    const { peek } = this;
    if (peek === undefined) return;
    const { notBlocked: _, ...open } = peek;
    const gone = this.talks.sendInto({ type: 'block', conversation: peek.conversation, reason });
    this.peek = gone ? open : { ...open, notBlocked: sayDesk('board.trouble') };
  }

  /** Closes what the seeker keeps for a next time. */
  closeWayBack(reason: ThreadCloseReason): void {
    const { peek } = this;
    if (peek === undefined) return;
    if (!this.talks.sendInto({ type: 'thread-close', conversation: peek.conversation, reason })) this.#wayTold(peek.conversation, sayDesk('board.trouble'), false);
  }

  #wayTold(conversation: string | undefined, words: string, over: boolean): void {
    if (this.peek !== undefined && this.peek.conversation === conversation) this.peek = { ...this.peek, wayTold: { words, over } };
  }

  /** Says of somebody else's block that it was right, or lets the person in again. */
  review({ block }: BlockToReview, verdict: 'uphold' | 'lift'): void {
    this.#remark(block, undefined);
    if (!this.talks.send({ type: 'review', block, verdict })) this.#remark(block, sayDesk('board.trouble'));
  }

  /** Opens the conversation that a block came from. */
  readBlocked({ block, conversation, seeker }: BlockToReview): void {
    this.#read(block, conversation, seeker);
  }

  /** The blocks of others: one's own somebody else has to look at. */
  get toReview(): readonly BlockToReview[] {
    return this.blocks.filter(({ by }) => by.id !== this.me);
  }

  /** Whether the seeker is asked before somebody takes over, as far as the board knows: not where a person is needed now, or the peer's page is gone. */
  asksFirst({ conversation, talk }: Peek): boolean {
    const now = this.now.some((flag) => flag.conversation === conversation && flag.state === 'open');
    return !now && !(this.queue?.lost.some(({ name }) => name === talk?.peer) ?? false);
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
    const free = this.free.at(-1);
    if (free) this.claim(free);
  }

  /** Those who could have it instead. */
  get others(): readonly { id: string; name: string }[] {
    return this.queue?.supervisors?.filter(({ id }) => id !== this.me) ?? [];
  }

  /** Asks somebody to have what this supervisor has; it is theirs only when they say so. */
  ask({ flag }: Flag, to: string): void {
    this.#remark(flag, undefined);
    if (!this.talks.send({ type: 'let-go', flag, to })) this.#remark(flag, sayDesk('board.trouble'));
  }

  /** Whether whoever has it asks this supervisor to have it. */
  isAsked(flag: Flag): boolean {
    return flag.asked !== undefined && flag.asked.id === this.me;
  }

  letGo({ flag }: Flag): void {
    if (!this.talks.send({ type: 'let-go', flag })) this.#remark(flag, sayDesk('board.trouble'));
  }

  has(flag: Flag): boolean {
    return flag.claimedBy !== undefined && flag.claimedBy.id === this.me;
  }

  /** Says whether a flag was right, and closes it; with what was done, and who looks after what follows. */
  resolve({ flag }: Flag, verdict: 'right' | 'wrong', outcome?: Outcome, more: { note?: string; owner?: string } = {}): void {
    this.#remark(flag, undefined);
    this.#mine.add(flag);
    if (!this.talks.send({ type: 'resolve', flag, verdict, ...(outcome === undefined ? {} : { outcome }), ...more })) this.#remark(flag, sayDesk('board.trouble'));
  }

  /** Asks again with the reason that the supervisor gave. It is written down. */
  explain(reason: string): void {
    if (this.peek) this.#ask({ ...this.peek, reason, opening: { at: 'asked' } });
  }

  close(): void {
    const { peek } = this;
    this.peek = undefined;
    this.contact = undefined;
    this.#whispering.wipe();
    this.#whispers.wipe();
    this.#gatherAsides();
    if (peek === undefined) return;
    if (peek.talk === undefined) return void this.#leftOpening.add(peek.conversation);
    if (peek.talk.closed === undefined) this.talks.send({ type: 'unwatch', conversation: peek.conversation });
    this.talks.putAway(peek.talk);
  }

  /** @param from the row it is opened from, where a remark is shown */
  #read(from: string, conversation: string, alias: string): void {
    if (this.#leavesFirst(from, conversation)) return;
    this.close();
    this.#ask({ conversation, alias, opening: { at: 'asked' } });
  }

  #ask(peek: Peek): void {
    this.peek = peek;
    const { conversation, reason } = peek;
    this.#leftOpening.delete(conversation);
    this.talks.send({ type: 'watch', conversation, ...(reason === undefined ? {} : { reason }) });
  }

  /** Nobody is left by opening another conversation. Answers whether there is one to leave first, and says so. */
  #leavesFirst(flag: string, conversation: string): boolean {
    if (!this.takesPart || this.peek === undefined) return false;
    if (this.peek.conversation !== conversation) this.#remark(flag, sayDesk('board.leave_first', { alias: this.peek.alias }));
    return true;
  }

  #act(frame: Parameters<Talks['sendInto']>[0]): void {
    if (this.peek === undefined) return;
    const gone = this.talks.sendInto(frame);
    const { remark: _, ...peek } = this.peek;
    this.peek = gone ? peek : { ...peek, remark: sayDesk('board.trouble') };
  }

  #opened(talk: Talk): void {
    if (this.#leftOpening.delete(talk.conversation)) {
      this.talks.send({ type: 'unwatch', conversation: talk.conversation });
      this.talks.putAway(talk);
    }
    if (this.peek?.conversation !== talk.conversation) return;
    talk.look(true);
    this.peek = { ...this.peek, talk };
  }

  /** What this supervisor did shows itself; what others did, and what the seeker answered, is said. */
  #stepped(talk: Talk, step: Stepped): void {
    if (this.peek?.talk !== talk) return;
    const { remark: _, mustRemove: __, notOffered: ___, ...peek } = this.peek;
    this.peek = peek;
    // Whoever comes back into it asks for what was shared anew, and that is written down.
    if (!this.takesPart) this.contact = undefined;
    announcer.tell(stepWords(talk, step));
  }

  #carded(card: Carried): void {
    const talk = this.peek?.talk;
    if (talk?.conversation === card.conversation) talk.card = card;
  }

  #whispered(whisper: Whispered): void {
    this.#whispering.kept(whisper.id);
    if (this.peek?.conversation !== whisper.conversation) return;
    const fresh = this.#whispers.heard(whisper);
    this.#gatherAsides();
    if (fresh && whisper.by !== this.name && this.peek.talk?.isNews(whisper.at)) {
      announcer.tell(`${whisper.from === 'peer' ? sayDesk('note.from', { peer: whisper.by }) : sayDesk('whisper.alone', { supervisor: whisper.by })} `, whisper.text);
    }
  }

  #gatherAsides(): void {
    const kept = this.#whispers.of(this.peek?.conversation ?? '').map<Aside>(({ id, at, by, from, text }) => ({ key: id, at, by, note: from === 'peer', text }));
    const onTheirWay = this.#whispering.pending.map<Aside>(({ id, at, text, state }) => ({
      key: id,
      at,
      by: this.name,
      text,
      state: state.is === 'refused' ? 'refused' : 'sending',
    }));
    this.asides = [...kept, ...onTheirWay];
  }

  /** What was tried in the conversation that is open could not be done. */
  #refusedHere({ re, id, reason }: Refused): void {
    if (this.peek === undefined) return;
    if (re === 'whisper') {
      this.#whispering.refused(id ?? '', reason);
      announcer.interrupt(sayDesk('whisper.not_sent'));
      return;
    }
    if (reason === 'must_remove') this.peek = { ...this.peek, mustRemove: true };
    const { alias, talk } = this.peek;
    this.peek = { ...this.peek, remark: refusalWords(reason, alias, talk?.peer ?? '') };
  }

  /** Somebody else was quicker with who waits, or they have a peer by now. */
  #notAnswered(reason: string): void {
    const flag = this.peek?.answers;
    if (flag === undefined || this.peek?.talk !== undefined) return;
    this.peek = undefined;
    this.#remark(flag, reason === 'taken' ? sayDesk('board.gone_first_someone') : sayDesk('board.trouble'));
    announcer.tell(this.remarks[flag] ?? '');
    this.#askBoard();
  }

  #blocked({ conversation, until }: Blocked): void {
    if (this.peek === undefined || this.peek.conversation !== conversation || until === undefined) return;
    const { notBlocked: _, ...peek } = this.peek;
    this.peek = { ...peek, blockedUntil: until };
    this.talks.send({ type: 'blocks' });
  }

  #notBlocked(reason: string): void {
    if (this.peek === undefined) return;
    const { alias } = this.peek;
    const why = reason === 'left' ? sayDesk('block.gone', { alias }) : reason === 'undecided' ? sayDesk('block.danger_first', { alias }) : sayDesk('board.trouble');
    this.peek = { ...this.peek, notBlocked: why };
  }

  #notOffered(why: string | undefined): void {
    if (this.peek === undefined) return;
    const { notOffered: _, ...peek } = this.peek;
    this.peek = why === undefined ? peek : { ...peek, notOffered: why };
  }

  /** It comes again and again; what is new of it is said to who is in the conversation. */
  #contacted({ conversation, n, state, at }: Contact): void {
    const shown = this.contact;
    if (shown?.conversation === conversation && shown.n !== n && !STILL_SHARED.has(state)) this.contact = undefined;
    const talk = this.peek?.conversation === conversation ? this.peek.talk : undefined;
    const which = `${conversation} ${n}`;
    if (talk === undefined || !this.takesPart || which === this.#toldCard || !talk.isNews(at)) return;
    this.#toldCard = which;
    announcer.tell(cardWords(talk));
  }

  #contactOpened(frame: ContactOpened): void {
    const card = this.peek?.conversation === frame.conversation ? this.peek.talk?.contact : undefined;
    // What was taken back or replaced meanwhile is not shown.
    if (card !== undefined && (card.n === frame.n || STILL_SHARED.has(card.state))) this.contact = frame;
  }

  /** A block that somebody else made is said once. */
  #listed(blocks: readonly BlockToReview[]): void {
    const known = new Set(this.blocks.map(({ block }) => block));
    this.blocks = blocks;
    for (const each of this.toReview) {
      if (!known.has(each.block)) announcer.tell(sayDesk('block.announce', { supervisor: each.by.name, alias: each.seeker }));
    }
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'board') this.#fill(frame);
    else if (frame.type === 'queue') this.#line(frame);
    else if (frame.type === 'matched' && frame.conversation === this.peek?.conversation) this.peek = { ...this.peek, why: frame.turns };
    else if (frame.type === 'clinicians') this.clinicians = frame.clinicians;
    else if (frame.type === 'refused' && frame.re === 'offer-clinician') this.#notOffered(offerRefusalWords(frame.reason, this.peek?.alias ?? ''));
    else if (frame.type === 'region') this.#moved(frame.conversation, frame.region);
    else if (frame.type === 'thread-closed') this.#wayTold(frame.conversation, sayDesk('way.closed'), true);
    else if (frame.type === 'refused' && frame.re === 'thread-close') this.#wayTold(frame.conversation, sayDesk(frame.reason === 'nothing' ? 'way.none' : 'board.trouble'), frame.reason === 'nothing');
    else if (frame.type === 'contact') this.#contacted(frame);
    else if (frame.type === 'contact-opened') this.#contactOpened(frame);
    else if (frame.type === 'closed' && frame.conversation === this.contact?.conversation) this.contact = undefined;
    else if (frame.type === 'refused' && frame.re === 'contact-confirm') this.#notConfirmed(frame);
    else if (frame.type === 'blocks') this.#listed(frame.blocks);
    else if (frame.type === 'blocked') this.#blocked(frame);
    else if (frame.type === 'refused' && frame.re === 'block') this.#notBlocked(frame.reason);
    else if (frame.type === 'refused' && frame.re === 'review') this.#notReviewed(frame.id ?? '', frame.reason);
    else if (frame.type === 'flag') this.#raised(frame);
    else if (frame.type === 'flag-changed') this.#gone(frame.flag, frame.by);
    else if (frame.type === 'refused' && (frame.re === 'release' || frame.re === 'resolve' || frame.re === 'claim' || frame.re === 'let-go')) this.#refused(frame.id ?? '', frame.reason);
    else if (frame.type === 'whispered') this.#whispered(frame);
    else if (frame.type === 'card') this.#carded(frame);
    else if (frame.type === 'refused' && frame.re === 'answer') this.#notAnswered(frame.reason);
    else if (frame.type === 'refused' && IN_A_CONVERSATION.has(frame.re ?? '')) this.#refusedHere(frame);
    else if (frame.type === 'refused' && frame.re === 'watch' && this.peek) {
      // What it was reading before a connection was lost is not read on.
      const { talk, ...peek } = this.peek;
      if (talk !== undefined) this.talks.putAway(talk);
      this.peek = { ...peek, opening: { at: frame.reason === 'reason_needed' ? 'reason' : 'refused' } };
    }
  }

  /** The seeker says to be elsewhere than before. */
  #moved(conversation: string, region: string): void {
    const talk = this.talks.all.find((each) => each.conversation === conversation);
    if (talk !== undefined) talk.region = region;
  }

  #askBoard(): void {
    clearTimeout(this.#asking);
    this.#asking = undefined;
    // An answer that is still on its way may say what was so before.
    if (this.#asked === 0) {
      this.#came.clear();
      this.#went.clear();
    }
    if (this.talks.send({ type: 'board' })) this.#asked += 1;
  }

  /** The flags as they are: of those that were heard of since the board was asked for, its answer may say what was so before. */
  #newest({ now, soon }: Board): readonly Flag[] {
    const answered = [...now, ...soon].filter(({ flag }) => !this.#went.has(flag));
    const there = new Set(answered.map(({ flag }) => flag));
    const missed = [...this.#came.values()].filter(({ flag }) => !there.has(flag));
    return [...missed.reverse(), ...answered.map((each) => this.#came.get(each.flag) ?? each)];
  }

  /** The board, and what stands beside it. */
  look(): void {
    this.#askBoard();
    this.talks.send({ type: 'queue' });
    this.talks.send({ type: 'blocks' });
  }

  /** A peer who is lost for long enough is said once, for as long as it lasts. */
  #line(queue: Queue): void {
    this.queue = queue;
    this.#isFresh('queue');
    const lost = queue.lost.filter(({ since }) => queue.asOf - since >= LOST_MS);
    for (const { name, seekers } of lost) {
      if (!this.lost.includes(name)) announcer.tell(sayDesk('lost.announce', { peer: name, seekers: seekers.join(', ') }));
    }
    this.lost = lost.map(({ name }) => name);
  }

  /** The board is late as soon as one of the two is: half of it would be shown as if it were now. */
  #isFresh(what: 'board' | 'queue'): void {
    clearTimeout(this.#growsLate.get(what));
    this.#old.delete(what);
    this.late = this.#old.size > 0;
    const grows = setTimeout(() => {
      this.#old.add(what);
      const before = this.late;
      this.late = true;
      // Where there is no connection, that is what is said.
      if (!before && this.talks.state.at === 'open') announcer.tell(sayDesk('board.late', { time: timeOfDay(this.asOf) }));
    }, STALE_MS);
    this.#growsLate.set(what, grows);
  }

  /** What comes while this page is cut off, or just as it asks, comes with the board alone. What is there when it opens is not said. */
  #fill(board: Board): void {
    this.#asked = Math.max(0, this.#asked - 1);
    const first = this.board === undefined;
    const before = new Map(this.flags.map((each) => [each.flag, each]));
    this.board = board;
    this.#isFresh('board');
    this.flags = this.#newest(board);
    const there = new Set(this.flags.map(({ flag }) => flag));
    const { attended = '' } = this;
    if (before.has(attended) && !there.has(attended) && !this.#mine.has(attended)) this.#over(attended, sayDesk('board.gone'));
    for (const each of this.flags) {
      this.#tellWhoWasFirst(each);
      if (!first) this.#tellNews(each, before.get(each.flag));
    }
    for (const each of this.flags) {
      if (!endsSoon(each) || this.#toldEnding.has(each.flag)) continue;
      this.#toldEnding.add(each.flag);
      announcer.tell(endsWords(each));
    }
    const known = new Set(this.passing.map(passingName));
    this.passing = board.passing ?? [];
    for (const each of this.toConfirm) if (!known.has(passingName(each))) announcer.interrupt(passingWords(each));
  }

  /** Closed, by whoever did: it leaves the board, and whoever was at it hears who was quicker. */
  #gone(flag: string, by: string | undefined): void {
    this.#over(flag, by === undefined ? undefined : sayDesk('board.gone_first', { supervisor: by }));
    this.flags = this.flags.filter((each) => each.flag !== flag);
    this.#came.delete(flag);
    this.#went.add(flag);
    this.#remark(flag, undefined);
    this.#late.delete(flag);
  }

  /** Whoever was about to close it hears once that it is over. */
  #over(flag: string, words: string | undefined): void {
    if (this.#mine.delete(flag)) return;
    this.closedElsewhere = new Set([...this.closedElsewhere, flag]);
    if (this.attended !== flag) return;
    this.attended = undefined;
    if (words !== undefined) announcer.tell(words);
  }

  #refused(flag: string, reason: string): void {
    this.#mine.delete(flag);
    if (reason === 'taken') {
      // Who it is comes with the flag, before this or after.
      this.#late.add(flag);
      this.#tellWhoWasFirst(this.flags.find((each) => each.flag === flag));
    } else if (reason === 'away') this.#remark(flag, sayDesk('board.not_here'));
    else if (reason === 'unclaimed') this.#remark(flag, sayDesk('board.claim_first'));
    else if (reason === 'decided') this.#remark(flag, sayDesk('board.gone_first_someone'));
    else this.#remark(flag, reason === 'left' ? sayDesk('board.seeker_left') : sayDesk('board.trouble'));
    this.#askBoard();
  }

  #notConfirmed({ conversation = '', reason }: Refused): void {
    this.#remark(conversation, reason === 'decided' ? sayDesk('esc.changed') : sayDesk('board.trouble'));
    announcer.tell(this.remarks[conversation] ?? '');
    this.#askBoard();
  }

  #notReviewed(block: string, reason: string): void {
    this.#remark(block, reason === 'decided' ? sayDesk('board.gone_first_someone') : reason === 'own' ? sayDesk('block.own') : sayDesk('board.trouble'));
    this.talks.send({ type: 'blocks' });
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
    this.#went.delete(flag.flag);
    this.#came.set(flag.flag, flag);
    // The numbers above the lanes come with the board; a flag may have changed them.
    this.#asking ??= setTimeout(() => this.#askBoard(), NUMBERS_MS);
    this.#tellNews(flag, known);
  }

  /** What is new of a flag since it was `known`, in whichever frame it came. */
  #tellNews(flag: Flag, known: Flag | undefined): void {
    if (flag.loud !== undefined && known?.loud !== flag.loud) {
      const alias = flag.seeker ?? sayDesk('board.archived');
      announcer.interrupt(sayDesk('board.louder_announce', { alias, remark: loudWords(flag.loud, this.board?.onCall) }));
    }
    if (this.isAsked(flag) && known?.asked?.id !== flag.asked?.id) announcer.interrupt(askedWords(flag));
    if (known?.lane === flag.lane) return;
    announcer.tell(announcement(flag));
  }
}

function refusalWords(reason: string, alias: string, peer: string): string {
  switch (reason) {
    case 'must_remove':
      return sayDesk('mode.must_remove', { peer });
    case 'nobody_else':
      return sayDesk('mode.nobody_else', { alias });
    case 'taken':
      return sayDesk('mode.taken');
    case 'left':
      return sayDesk('mode.seeker_left', { alias });
    case 'closed':
      return sayDesk('peek.ended');
    case 'decided':
      return sayDesk('esc.changed');
    case 'undecided':
      return sayDesk('esc.wait_second');
    default:
      return sayDesk('board.trouble');
  }
}

/** Why the seeker is not asked whether a clinician may come. */
function offerRefusalWords(reason: string, alias: string): string {
  switch (reason) {
    case 'away':
      return sayDesk('clin.away');
    case 'decided':
      return sayDesk('clin.said_no', { alias });
    case 'already':
      return sayDesk('clin.already');
    case 'taken':
      return sayDesk('clin.not_now', { alias });
    case 'too_fast':
      return sayDesk('clin.often', { alias });
    case 'left':
      return sayDesk('mode.seeker_left', { alias });
    default:
      return sayDesk('board.trouble');
  }
}

/** What a supervisor did, or came of handing over, said to those who read along. */
export function stepWords({ name: alias, peer: now = '' }: Talk, taken: Stepped): string {
  const { step, by: supervisor, peer = now } = taken;
  if (isOver(step)) return overStepWords(alias, step, taken);
  if (isClinicians(step)) return clinicianStepWords(alias, step, supervisor);
  if (isOffer(step)) return offerStepWords(alias, step, taken);
  switch (step) {
    case 'joined':
      return sayDesk('step.joined', { supervisor, alias });
    case 'asked':
      return sayDesk('step.asked', { supervisor, alias });
    case 'declined':
      return sayDesk('step.declined', { alias, peer });
    case 'took_over':
      return sayDesk('step.took_over', { supervisor, alias, peer });
    case 'took_over_alone':
      return sayDesk('step.took_over_alone', { supervisor, alias, peer });
    case 'answered':
      return sayDesk('step.answered', { supervisor, alias });
    case 'left':
      return sayDesk('step.left', { supervisor, peer });
  }
}

/** Where the card stands, said to the supervisor who is in the conversation. */
export function cardWords({ name: alias, contact: card }: Talk): string {
  if (card === undefined) return '';
  const line = card.to === undefined ? '' : serviceName(card.to);
  switch (card.state) {
    case 'offered':
      return sayDesk('esc.offered', { alias });
    case 'declined':
      return sayDesk('esc.declined', { alias });
    case 'taken_back':
      return sayDesk('esc.taken', { alias });
    case 'shared':
      return sayDesk('esc.shared', { alias });
    case 'asking':
      return sayDesk('esc.asking', { alias, line });
    case 'confirming':
      return sayDesk('esc.confirming');
    case 'confirmed':
      return sayDesk('esc.confirmed', { second: card.second ?? '', line });
    case 'passed':
      return sayDesk('esc.done', { supervisor: card.by, line, time: timeOfDay(card.at), alias });
  }
}

/** What a second supervisor is asked. */
export function passingWords({ by, seeker, to }: Passing): string {
  return sayDesk('esc.confirm_q', { supervisor: by.name, alias: seeker, line: serviceName(to) });
}

function passingName({ conversation, n }: Passing): string {
  return `${conversation} ${n}`;
}

/** From three days before, every board says that a chat is destroyed though its review is open. */
export function endsSoon({ keptUntil }: Flag): boolean {
  return keptUntil !== undefined && daysUntil(keptUntil) <= ENDS_SOON_DAYS;
}

export function endsWords({ keptUntil = 0 }: Flag): string {
  return sayDesk('board.ends', { when: inDays(Math.max(0, daysUntil(keptUntil))) });
}

/** What a supervisor reads whom another asks to have a flag. */
export function askedWords({ claimedBy, seeker }: Flag): string {
  return sayDesk('board.asks_you', { supervisor: claimedBy?.name ?? '', alias: seeker ?? sayDesk('board.archived') });
}

/** What the board says of a flag that nobody has had for long. */
export function loudWords(loud: NonNullable<Flag['loud']>, onCall?: OnCall): string {
  if (loud === 'louder') return sayDesk('board.louder');
  return onCall === undefined ? sayDesk('board.on_call') : sayDesk('board.on_call_who', { ...onCall });
}

function announcement(flag: Flag): string {
  const alias = flag.seeker ?? sayDesk('board.archived');
  if (flag.held?.state === 'waits') return sayDesk('board.held', { peer: flag.peer ?? '' });
  if (flag.lane === 'soon') return sayDesk('board.announce_soon', { alias });
  if (flag.peer === undefined) return sayDesk('board.announce_line', { alias });
  return sayDesk('board.announce', { alias, peer: flag.peer });
}
