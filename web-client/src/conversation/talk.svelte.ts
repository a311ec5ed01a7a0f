import { Outbox, type Pending } from '../connection/outbox';
import { Transcript } from '../connection/transcript';
import type { Badge, CardValue, Carried, ClientFrame, ClosedWhy, Contact, ContactConsent, Deletion, Guide, HandReason, Hint, Kept, MoreMinutes, Opened, OverReason, PlanOfBoth, Quiet, RaisedWhat, Resource, Returned, Role, Said, ServerFrameOf, Someone, Stepped, Time } from '../protocol/frames';
import { say } from '../words/say';
import { sayBack } from '../words/say-back';
import { type Announcer, announcer } from './announcer';
import { newId } from '../connection/ids';
import { sameSteps, stepsIn } from './plan';
import { consulting, handing, isClinicians, isOffer, offered, standing, withStep } from './steps';

/** One line of the log. The key stays the same while a message goes from written to kept. */
export interface Line {
  readonly key: string;
  readonly mine: boolean;
  readonly from: Someone;
  readonly text: string;
  readonly at: number;
  /** Its number in the conversation; none while it is on its way. */
  readonly seq?: number;
  /** Only own lines have one. */
  readonly state?: 'sending' | 'sent' | 'waiting' | 'refused' | 'withheld' | 'returned';
  readonly reason?: string;
  /** Why it was not sent after it waited for a supervisor. */
  readonly returned?: { why: Returned['why']; by?: string; word?: string };
  readonly mayTryAgain?: boolean;
}

/** Words that the scope guard, or the look for contact details, held back. `said`: they were meant to go, and did not. */
export interface Held {
  readonly hint: Hint;
  readonly text: string;
  readonly said: boolean;
}

/** Something that supervisors were asked to look at, and what came of it. */
export interface Raised {
  readonly what: RaisedWhat;
  readonly why?: HandReason | undefined;
  /** `failed`: nothing says that it came through. */
  readonly state: 'asked' | 'told' | 'failed';
  /** The supervisor who has seen it. */
  readonly by?: string | undefined;
  /** A supervisor was there when it was told, or has come since. */
  readonly heard?: boolean | undefined;
  /** It was told, and nobody has it yet. */
  readonly nobody?: boolean | undefined;
}

/** Which of those that are up: each reason to raise a hand is its own. */
export const raisedKey = ({ what, why }: Pick<Raised, 'what' | 'why'>): string => `${what} ${why ?? ''}`;

/** What a peer wrote to hand over, until the seeker is asked. */
export interface OverDraft {
  readonly id: string;
  readonly why: OverReason;
  readonly note: string;
  /** What to know about the note before it goes. */
  readonly hint?: Hint;
  /** Why the seeker is not asked; `failed` when nothing says that it came through. */
  readonly refused?: string;
}

/** What a peer would like the next person to know, until it is kept; of a seeker that they asked for it. */
interface NextDraft {
  readonly id: string;
  /** What to know about the words; they are not kept. */
  readonly hint?: Hint;
  readonly failed?: boolean;
}

/** Steps that were written into the plan of both, until they are in it. */
interface PlanDraft {
  readonly id: string;
  readonly plan: readonly string[];
  /** `changed`: there is another plan by now, and this one is not kept. */
  readonly state: 'asked' | 'changed' | 'failed' | 'hinted';
  readonly hint?: Hint;
}

/** What a seeker said yes to, and can take back. */
export type Yes = 'over' | 'clinician';

export interface TalkParts {
  send(frame: ClientFrame): boolean;
  outbox: Outbox;
  announcer?: Announcer;
  /** The name of whoever this is, where others know it. */
  name?: string;
  /** What time it is at the server. */
  serverNow?: () => number;
}

/** How long a gap may stay before the rest is asked for: frames that overtook each other close it by themselves. */
const GAP_MS = 400;
/** Someone who says nothing more about typing has stopped. */
const TYPING_FADES_MS = 8_000;
/** Messages that come this close together are announced together. */
const BURST_MS = 700;
const BURST_MOST = 3;
/** What the server had trouble with is said again after so long. */
const AGAIN_MS = 5_000;
/** What happened this long before a conversation came up here was on its way together with it. */
const ARRIVES_WITHIN_MS = 2_000;

/** One conversation as this person sees it: what was said, what is on its way, who is there. */
export class Talk {
  readonly conversation: string;
  readonly as: Opened['as'];
  readonly usualMinutes: number;
  /** Whether everything that was said in it comes here: whoever went back in with words is told nothing of before. */
  readonly whole: boolean;
  with = $state.raw<Someone>({ role: 'peer', name: '' });
  /** What a seeker may know of their peer's training, where it is recorded. */
  badge = $state.raw<Badge | undefined>();
  peer = $state<string | undefined>();
  /** Whether this seeker came with come-back words, as far as the server could say. */
  withWords = $state<boolean | undefined>();
  /** Whose crisis lines the seeker is shown, for a supervisor. */
  region = $state<string | undefined>();
  lines = $state.raw<readonly Line[]>([]);
  writing = $state<Role | undefined>();
  /** What supervisors did in it, the oldest first. */
  steps = $state.raw<readonly Stepped[]>([]);
  readonly standing = $derived(standing(this.steps));
  readonly handing = $derived(handing(this.steps));
  readonly consulting = $derived(consulting(this.steps));
  /** The step in which the seeker is asked whether something that may help may come, until they answer. */
  readonly offered = $derived.by(() => offered(this.steps, [this.as === 'seeker' ? this.with.name : this.as === 'peer' ? this.me : (this.peer ?? ''), this.standing.by]));
  /** Why the seeker is not asked that; `failed` when nothing says that it came through. */
  offerRefused = $state<string | undefined>();
  /** The page of the clinician who is in it is gone. */
  clinicianAway = $state(false);
  /** The peer's own wish to hand over, before the seeker is asked. */
  over = $state.raw<OverDraft | undefined>();
  nextDraft = $state.raw<NextDraft | undefined>();
  /** What its peer would like the next person to know, as it was told; empty where nothing was left. */
  next = $state<string | undefined>();
  /** The card on which the seeker may leave how they can be reached: where it stands. No peer hears of it. */
  contact = $state.raw<Contact | undefined>();
  /** What was last done about the card may not have got through. */
  contactFailed = $state(false);
  /** The questions to the seeker, by the numbers of their steps, of which the answer may not have got through. They are still asked. */
  unheard = $state.raw<ReadonlySet<number>>(new Set());
  /** The yeses of the seeker that are being taken back, and whether that has gone. It is said again until a step says that it is so. */
  backs = $state.raw<ReadonlyMap<Yes, boolean>>(new Map());
  presence = $state<'here' | 'away' | 'left'>('here');
  /** Since when the other is not here, by the server's clock, epoch milliseconds. */
  awaySince = $state<number | undefined>();
  /** Supervisors who are reading now. */
  readers = $state.raw<readonly string[]>([]);
  /** The last one who stopped reading. */
  lastReader = $state<string | undefined>();
  held = $state.raw<Held | undefined>();
  /** The seeker came back with words, for the desk. */
  back = $state(false);
  /** What a seeker who was here before wants to be known, for the desk. */
  card = $state.raw<Carried | undefined>();
  /** The plan that seeker and peer write together, where there is one. */
  plan = $state.raw<PlanOfBoth | undefined>();
  planDraft = $state.raw<PlanDraft | undefined>();
  /** Its steps while they are being changed, and over which plan, undefined while they are not: what was begun outlives the place where it stands. */
  planFields = $state<string[]>([]);
  planOver = $state<number | undefined>();
  /** It changed, and not by this page. */
  planNews = $state(false);
  /** What came of one thing that its seeker wants to be known; the words are not kept here. */
  lastWord = $state<'asked' | 'kept' | 'failed' | undefined>();
  /** Whether something is there, as far as it was told: what could not be taken back still is. */
  lastWordKept = $state(false);
  /** There is no way back any more that it is kept with. */
  planOnlyHere = $state(false);
  /** What the peer may ask about, after what the seeker wrote last. */
  guide = $state.raw<Guide | undefined>();
  /** What supervisors were asked to look at, the newest first, and each thing once. */
  raised = $state.raw<readonly Raised[]>([]);
  closed = $state<ClosedWhy | 'gone' | undefined>();
  /** What came of wanting it gone; `failed` when it is not, `unsure` when nothing says whether it is. */
  deletion = $state<Deletion | 'asked' | 'failed' | 'unsure' | undefined>();
  /** Nobody writes, and this person is asked or warned. */
  quiet = $state.raw<Quiet | undefined>();
  /** How far the usual time is, from ten minutes before its end on, and until that has been read. */
  time = $state.raw<Time | undefined>();
  /** What became of adding to it: `failed` when nothing says that it was added. */
  adding = $state<'asked' | 'failed' | undefined>();
  unread = $state(0);
  /** How much has come since this page was opened, in sight or not. */
  heard = $state(0);
  /** Whether the history is here; what comes after it is news. */
  ready = $state(false);
  draft = $state('');
  /** Whether it may be written in on the connection that stands: whoever watches has to be let in again after each. */
  attached = true;
  readonly #transcript: Transcript;
  readonly #parts: TalkParts;
  readonly #announcer: Announcer;
  /** What time it is at the server. */
  readonly serverNow: () => number;
  #checking: { id: string; text: string } | undefined;
  #gapTimer: ReturnType<typeof setTimeout> | undefined;
  #typingTimer: ReturnType<typeof setTimeout> | undefined;
  #burst: Said[] = [];
  #burstTimer: ReturnType<typeof setTimeout> | undefined;
  #sentTimer: ReturnType<typeof setTimeout> | undefined;
  #backTimer: ReturnType<typeof setTimeout> | undefined;
  /** The questions that were answered on the connection that stands. */
  readonly #replied = new Set<number>();
  /** Own messages that the server had in an earlier history, by their ids. */
  #had = new Map<string, string>();
  /** What says that a moment is needed, where that could not be told without words. */
  #moment = '';
  /** It was asked to be gone, and it is not known what came of that. */
  #mayBeGone = false;
  #looking = true;
  /** The server's time from which on a step or a whisper is news: all of them come again to a page that is loaded anew. */
  readonly #newsFrom: number;
  readonly #toldSteps = new Set<string>();
  /** What was read of what was raised, so that a new connection does not bring it back. */
  readonly #readRaised = new Set<string>();
  /** The steps are those of an earlier history, and the next one begins them anew. */
  #stepsAreOld = false;
  /** The history is another one, and is not all here. */
  #anew = false;

  constructor(opened: Opened, parts: TalkParts) {
    this.conversation = opened.conversation;
    this.as = opened.as;
    this.usualMinutes = opened.usualMinutes;
    this.whole = opened.from === 1;
    this.#parts = parts;
    this.#announcer = parts.announcer ?? announcer;
    this.serverNow = parts.serverNow ?? Date.now;
    this.#newsFrom = this.serverNow() - ARRIVES_WITHIN_MS;
    this.#transcript = new Transcript(opened.conversation, opened.epoch, opened.from);
    this.opened(opened);
  }

  /** The name of whoever this is, where others know it. */
  get me(): string {
    return this.#parts.name ?? '';
  }

  get resumePoint() {
    return this.#transcript.resumePoint;
  }

  /** Who is on the other side. For a seeker that is the supervisor, where one goes on without the peer. */
  get other(): Someone {
    const { part, by } = this.standing;
    return this.as === 'seeker' && part === 'alone' ? { role: 'supervisor', name: by } : this.with;
  }

  /** It is not gone, and nobody is about to delete it. */
  get stands(): boolean {
    return this.deletion === undefined || this.deletion === 'failed' || this.deletion === 'unsure';
  }

  /** The name of the seeker as the desk knows it, and of the peer as the seeker does. */
  get name(): string {
    return this.other.name;
  }

  /** The name of whoever is writing now; empty when nobody is. */
  get writer(): string {
    if (this.writing === undefined) return '';
    if (this.writing === this.with.role) return this.with.name;
    if (this.writing === 'clinician') return this.consulting.by;
    return this.writing === 'supervisor' ? this.standing.by : (this.peer ?? '');
  }

  /** Whether a supervisor writes in the place of the peer. */
  get takenOver(): boolean {
    return this.standing.part === 'took_over' || this.standing.part === 'alone';
  }

  /** Whether something of this time, by the server's clock, happened while this page was here. */
  isNews(at: number): boolean {
    return at >= this.#newsFrom;
  }

  /** Counts something that came; what came while this conversation was out of sight is unread. */
  count(): void {
    this.heard += 1;
    if (!this.#looking) this.unread += 1;
  }

  /** Whether this conversation is before the person now; what comes while it is not is counted. */
  look(looking: boolean): void {
    this.#looking = looking;
    if (looking) this.unread = 0;
  }

  opened(opened: Opened): void {
    // What was told about one peer says nothing of another.
    if (opened.with.name !== this.with.name) this.raised = [];
    this.with = opened.with;
    this.badge = opened.badge;
    this.back = opened.back === true;
    this.region = opened.region ?? this.region;
    this.peer = opened.peer;
    this.withWords = opened.withWords ?? this.withWords;
    this.closed = undefined;
    // Whose own page this is has not left.
    this.isThere(opened.state === 'held' && this.as !== 'seeker' ? 'left' : 'here');
    if (opened.epoch !== this.#transcript.epoch) {
      this.#beginAnew(opened.epoch);
      this.refresh();
    }
    // Before any message that waits: nobody who is not wanted any more reads it.
    this.#takeBackAgain();
  }

  isThere(state: 'here' | 'away' | 'left' | 'back', since?: number): void {
    if (state === 'back') this.back = true;
    this.presence = state === 'back' ? 'here' : state;
    this.awaySince = this.presence === 'here' ? undefined : (since ?? this.awaySince ?? this.serverNow());
  }

  resume(): void {
    this.#parts.send({ type: 'resume', ...this.resumePoint });
  }

  /** Sends words; `sure` for those that were held back once and are meant. Answers false when there is nothing in them. */
  say(text: string, sure = false): boolean {
    if (text.trim() === '' || this.closed !== undefined) return false;
    this.#checking = undefined;
    this.held = undefined;
    this.#parts.outbox.say(this.conversation, text, sure);
    return true;
  }

  /** Asks the scope guard about a draft; the answer comes as a hint or not at all. */
  check(id: string, text: string): void {
    if (text.trim() === '') return;
    this.#checking = { id, text: text.normalize('NFC') };
    this.#parts.send({ type: 'check', conversation: this.conversation, id, text: this.#checking.text });
  }

  /** The words are being changed: an older hint about them says nothing any more. */
  forgetHint(): void {
    this.held = undefined;
    this.#checking = undefined;
  }

  /** The seeker's answer to whether a supervisor may go on with them. As with every answer: whether it went, and where it did not it is still asked. */
  reply(yes: boolean): boolean {
    return this.#replyTo(this.steps.findLast(({ step }) => step === 'asked')?.n ?? 0, yes, false);
  }

  /** Asks the seeker whether another peer may go on, with a note for that one. `sure` once a hint about it was read. */
  handOver(why: OverReason, note: string, sure = false): void {
    const id = newId();
    const words = note.trim();
    const sent = this.#parts.send({
      type: 'hand-over',
      conversation: this.conversation,
      id,
      why,
      ...(words === '' ? {} : { note: words.normalize('NFC') }),
      ...(sure ? { sure } : {}),
    });
    this.over = { id, why, note, ...(sent ? {} : { refused: 'failed' }) };
  }

  /** What the next person should know, once it is over. Whoever is in it reads that only when they ask. */
  leaveNext(text: string): void {
    const id = newId();
    const sent = this.#parts.send({ type: 'wrap-up', conversation: this.conversation, id, next: text.trim().normalize('NFC') });
    this.nextDraft = { id, ...(sent ? {} : { failed: true }) };
  }

  askNext(): void {
    const sent = this.#parts.send({ type: 'next', conversation: this.conversation });
    this.nextDraft = { id: '', ...(sent ? {} : { failed: true }) };
  }

  nextTold(text = ''): void {
    this.next = text;
    this.nextDraft = undefined;
  }

  nextNotDone(): void {
    if (this.nextDraft !== undefined) this.nextDraft = { ...this.nextDraft, failed: true };
  }

  leaveLastWord(text: string): void {
    const sent = this.#parts.send({ type: 'last-word', conversation: this.conversation, id: newId(), text: text.normalize('NFC').trim() });
    this.lastWord = sent ? 'asked' : 'failed';
  }

  lastWordTold(kept: boolean): void {
    this.lastWord = kept ? 'kept' : undefined;
    this.lastWordKept = kept;
  }

  lastWordNotKept(): void {
    if (this.lastWord !== undefined) this.lastWord = 'failed';
  }

  planned(plan: PlanOfBoth): void {
    if (plan.n < (this.plan?.n ?? 0)) return;
    const before = this.plan;
    this.plan = plan;
    // Also where its answer was lost with the connection.
    if (this.planDraft !== undefined && sameSteps(this.planDraft.plan, plan.plan)) {
      this.planDraft = undefined;
      this.planNews = false;
      // What was typed since it went is still being written, over this one.
      if (sameSteps(stepsIn(this.planFields), plan.plan)) this.planOver = undefined;
      else if (this.planOver !== undefined) this.planOver = plan.n;
    } else if (before !== undefined && plan.n > before.n) {
      this.planNews = true;
    }
  }

  /** The steps are being changed from here on. */
  beginPlan(): void {
    this.planNews = false;
    this.planDraft = undefined;
    this.planFields = [...(this.plan?.plan ?? [])];
    this.planOver = this.plan?.n;
  }

  /** They are left as they were. */
  leavePlan(): void {
    this.planDraft = undefined;
    this.planOver = undefined;
  }

  /** Writes another plan over the one that is here. */
  changePlan(plan: string[]): void {
    const id = newId();
    const sent = this.#parts.send({ type: 'plan', conversation: this.conversation, id, n: this.plan?.n ?? 0, plan });
    this.planDraft = { id, plan, state: sent ? 'asked' : 'failed' };
  }

  planRefused(reason: string): void {
    if (reason === 'nothing') {
      this.planOnlyHere = true;
      this.planDraft = undefined;
    } else if (this.planDraft !== undefined) {
      this.planDraft = { ...this.planDraft, state: reason === 'changed' ? 'changed' : 'failed' };
    }
  }

  /** The words are being changed: what was said about them says nothing any more. */
  forgetNext(): void {
    this.nextDraft = undefined;
  }

  /** The note is being changed: what was said about it says nothing any more. */
  forgetOver(): void {
    this.over = undefined;
  }

  /** The seeker is not asked, or it is too late to take it back. */
  overRefused(reason: string): void {
    if (this.over === undefined && this.handing.state === 'no') return;
    this.over = { id: '', why: 'break', note: '', ...this.over, refused: reason };
  }

  /** The peer goes on after all. */
  stay(): void {
    this.over = undefined;
    this.#parts.send({ type: 'stay', conversation: this.conversation });
  }

  /** The seeker's answer to whether another peer may go on; a no also ends the search. */
  replyToOver(yes: boolean): boolean {
    if (!yes && this.#saidYes('over')) return this.#takeBack('over');
    return this.#replyTo(this.handing.last?.n, yes);
  }

  /** The seeker's answer to whether a clinician may come; a no also takes a yes back. */
  replyToClinician(yes: boolean): boolean {
    if (!yes && this.#saidYes('clinician')) return this.#takeBack('clinician');
    return this.#replyTo(this.consulting.asked?.n, yes);
  }

  /** A yes is never said later than it was given: by then something else may be asked. */
  #replyTo(n: number | undefined, yes: boolean, named = true): boolean {
    if (n === undefined) return true;
    const went = this.#parts.send({ type: 'reply', conversation: this.conversation, yes, ...(named ? { n } : {}) });
    const unheard = new Set(this.unheard);
    if (went) {
      unheard.delete(n);
      this.#replied.add(n);
    } else {
      unheard.add(n);
    }
    this.unheard = unheard;
    return went;
  }

  #saidYes(what: Yes): boolean {
    const { state } = this.consulting;
    return what === 'over' ? this.handing.state === 'looking' : state === 'coming' || state === 'here';
  }

  /** Takes a yes back now, or as soon as there is a connection: nothing more has to be done for it. */
  #takeBack(what: Yes): true {
    const n = what === 'over' ? this.handing.last?.n : this.consulting.asked?.n;
    const went = n !== undefined && this.#parts.send({ type: 'reply', conversation: this.conversation, yes: false, n });
    this.backs = new Map(this.backs).set(what, went);
    return true;
  }

  #takeBackAgain(): void {
    for (const what of this.backs.keys()) this.#takeBack(what);
  }

  /** What is taken back by now, or stands no more for another reason, need not be said again. */
  #forgetTaken(): void {
    if (this.backs.size > 0) this.backs = new Map([...this.backs].filter(([what]) => this.#saidYes(what)));
  }

  replyRefused(reason: string): void {
    if (reason !== 'trouble' && reason !== 'too_fast') return;
    this.#repliesLost();
    clearTimeout(this.#backTimer);
    this.#backTimer = setTimeout(() => this.#takeBackAgain(), AGAIN_MS);
  }

  /** What was answered may not have got through. */
  #repliesLost(): void {
    if (this.#replied.size > 0) this.unheard = new Set([...this.unheard, ...this.#replied]);
    this.#replied.clear();
    if (this.backs.size > 0) this.backs = new Map([...this.backs.keys()].map((what) => [what, false]));
  }

  /** Asks the seeker whether something that may help may come. Answers whether it went. */
  offer(what: Resource): boolean {
    const sent = this.#parts.send({ type: 'offer-resource', conversation: this.conversation, what });
    this.offerRefused = sent ? undefined : 'failed';
    return sent;
  }

  /** The seeker's answer to that. */
  replyToOffer(yes: boolean): boolean {
    return this.#replyTo(this.offered?.n, yes);
  }

  /** For supervisors alone; what is on the card is kept nowhere here. */
  share(value: CardValue, consent: ContactConsent): void {
    this.#onContact({ type: 'contact-share', conversation: this.conversation, ...value, consent });
  }

  /** Not now, or not any more. */
  keepToMyself(): void {
    this.#onContact({ type: 'contact-keep', conversation: this.conversation });
  }

  /** The answer to whether what was shared may be passed on now. */
  allow(yes: boolean): void {
    if (this.contact !== undefined) this.#onContact({ type: 'contact-allow', conversation: this.conversation, n: this.contact.n, yes });
  }

  /** Where the card stands now. */
  contacted(card: Contact): void {
    this.contact = card;
    this.contactFailed = false;
  }

  #onContact(frame: ClientFrame): void {
    this.contactFailed = !this.#parts.send(frame);
  }

  typing(on: boolean): void {
    this.#parts.send({ type: 'typing', conversation: this.conversation, on });
  }

  /** Answers whether it went. */
  end(): boolean {
    return this.#parts.send({ type: 'end', conversation: this.conversation });
  }

  delete(): void {
    this.deletion = this.#parts.send({ type: 'delete', conversation: this.conversation }) ? 'asked' : this.#notDeleted;
  }

  /** What is gone already is nobody's any more, where an earlier answer did not come through. */
  deletionRefused(reason: string): void {
    if (this.deletion !== 'asked') return;
    if (reason === 'not_yours' && this.#mayBeGone) this.deletedBy('destroyed');
    else this.deletion = this.#notDeleted;
  }

  get #notDeleted(): 'failed' | 'unsure' {
    return this.#mayBeGone ? 'unsure' : 'failed';
  }

  /** An earlier page may have asked for it to be gone. */
  mayBeGone(): void {
    this.#mayBeGone = true;
  }

  /** It stays for now. */
  forgetDeletion(): void {
    if (this.deletion === 'failed' || this.deletion === 'unsure') this.deletion = undefined;
  }

  deletedBy(state: Deletion): void {
    this.deletion = state;
    if (state === 'destroyed') {
      this.#transcript.reset(this.#transcript.epoch);
      this.refresh();
    }
  }

  again(line: Line): void {
    this.#parts.outbox.again(line.key);
  }

  /** Takes the words of a message that was not sent back into the field. */
  takeBack(line: Line): void {
    const text = this.#parts.outbox.takeBack(line.key)?.text;
    if (text !== undefined) this.putBack(text);
  }

  /** Words that did not go are in the field again, before what was begun since. */
  putBack(text: string): void {
    this.draft = this.draft.trim() === '' ? text : `${text}\n${this.draft}`;
  }

  /** It has been read that a message was not sent. */
  dismiss(line: Line): void {
    this.#parts.outbox.takeBack(line.key);
  }

  /** Said quietly: the message that it goes with is read out first. */
  guided(guide: Guide): void {
    this.guide = guide;
    if (this.ready) this.#announcer.tell(guide.hint);
  }

  /** The peer has it in mind. */
  forgetGuide(): void {
    this.guide = undefined;
  }

  grewQuiet(quiet: Quiet): void {
    this.quiet = quiet.stage === 'over' ? undefined : quiet;
  }

  /** The seeker is there. Answers whether that went; where it cannot be said the question stays. */
  stillHere(): boolean {
    const went = this.#parts.send({ type: 'still-here', conversation: this.conversation });
    if (went) this.quiet = undefined;
    return went;
  }

  /** The seeker needs a moment; that it was heard comes back as a stage of the quiet. Where it cannot be told it goes as words, once they can; words also open a chat again that was paused. */
  needMoment(words: string): void {
    if (this.quiet?.stage === 'held' || !this.#parts.send({ type: 'moment', conversation: this.conversation })) this.say(words);
    else this.#moment = words;
  }

  /** Nobody was told. */
  momentRefused(): void {
    this.say(this.#moment);
    this.#moment = '';
  }

  timed(time: Time): void {
    this.time = time;
    this.adding = undefined;
  }

  /** Adds to the usual time, once for each time it is asked for. */
  addTime(minutes: MoreMinutes): void {
    if (this.adding === 'asked') return;
    this.adding = this.#parts.send({ type: 'more-time', conversation: this.conversation, minutes }) ? 'asked' : 'failed';
  }

  timeNotAdded(): void {
    this.adding = 'failed';
  }

  /** It has been read. */
  forgetTime(): void {
    this.time = undefined;
  }

  /** Asks supervisors to look. To say it again while it is open changes nothing. */
  raise(what: RaisedWhat, why?: HandReason): void {
    const again = `${raisedKey({ what, why })} `;
    for (const read of this.#readRaised) if (read.startsWith(again)) this.#readRaised.delete(read);
    const sent = this.#parts.send({ type: 'raise', conversation: this.conversation, what, ...(why === undefined ? {} : { why }) });
    this.#putRaised({ what, why, state: sent ? 'asked' : 'failed' });
  }

  /** It is with supervisors, or one of them has it. */
  told({ what, why, by, told }: ServerFrameOf<'raised'>): void {
    const key = raisedKey({ what, why });
    const before = this.raised.find((each) => raisedKey(each) === key);
    // It comes again with a connection.
    if (before === undefined && this.#readRaised.has(`${key} ${by ?? ''}`)) return;
    this.#putRaised({ what, why, state: 'told', by: by ?? before?.by, heard: told ?? before?.heard, nobody: by === undefined ? before?.nobody : undefined });
  }

  /** Somebody reads the board again: what was raised while nobody did is seen there. */
  boardIsRead(): void {
    if (this.raised.some(({ state, heard }) => state === 'told' && !heard)) this.raised = this.raised.map((each) => (each.state === 'told' ? { ...each, heard: true } : each));
  }

  /** What was on its way was refused, or the connection is gone: nothing looks told that may not be. */
  notTold(): void {
    this.raised = this.raised.map((each) => (each.state === 'asked' ? { ...each, state: 'failed' } : each));
  }

  /** The connection is gone, and with it the answers to what was on its way. */
  lost(): void {
    this.notTold();
    this.#repliesLost();
    this.nextNotDone();
    if (this.lastWord === 'asked') this.lastWord = 'failed';
    if (this.planDraft?.state === 'asked') this.planRefused('trouble');
    if (this.deletion !== 'asked') return;
    this.#mayBeGone = true;
    this.deletion = 'unsure';
  }

  /** A hand is up, and nobody has it, or whoever had it has let it go. */
  nobodyYet({ what, why }: ServerFrameOf<'nobody-yet'>): void {
    if (what === undefined) return;
    const before = this.raised.find((each) => raisedKey(each) === raisedKey({ what, why }));
    this.#putRaised({ what, why, state: 'told', heard: before?.heard, nobody: true });
  }

  /** It has been read what came of it. */
  forgetRaised(read: Raised): void {
    this.#readRaised.add(`${raisedKey(read)} ${read.by ?? ''}`);
    this.#dropRaised(read);
  }

  #dropRaised(gone: Raised): void {
    this.raised = this.raised.filter((each) => raisedKey(each) !== raisedKey(gone));
  }

  #putRaised(raised: Raised): void {
    this.#dropRaised(raised);
    this.raised = [raised, ...this.raised];
  }

  said(frame: Said): void {
    // A message of our own that came back before its `kept`, after a reload or a resume.
    this.#parts.outbox.kept(frame.id);
    const { epoch, seq, id, from, text, at } = frame;
    const fresh = this.#transcript.put(epoch, { seq, id, from, text, at });
    if (fresh && this.ready && !this.#isMine(from)) this.#news(frame);
    if (this.writing === from.role) this.writing = undefined;
    this.quiet = undefined;
    this.#afterChange();
  }

  kept(frame: Kept, pending: Pending | undefined): void {
    this.quiet = undefined;
    if (pending === undefined) {
      // Kept for a tab that was reloaded meanwhile: its words come with a resume.
      this.#transcript.caughtUp(frame.epoch, frame.seq);
    } else {
      const { id, epoch, seq, at } = frame;
      this.#transcript.put(epoch, { seq, id, from: this.#me(), text: pending.text, at });
      // Once for all that goes together, as after a lost connection.
      clearTimeout(this.#sentTimer);
      this.#sentTimer = setTimeout(() => this.#announcer.tell(sayBack('chat.sent')), BURST_MS);
    }
    this.#afterChange();
  }

  hinted(hint: Hint, pending: Pending | undefined): void {
    if (pending !== undefined) {
      this.held = { hint, text: pending.text, said: true };
    } else if (this.over?.id === hint.id) {
      this.over = { ...this.over, hint };
    } else if (this.nextDraft?.id === hint.id) {
      this.nextDraft = { ...this.nextDraft, hint };
    } else if (this.planDraft?.id === hint.id) {
      this.planDraft = { ...this.planDraft, state: 'hinted', hint };
    } else if (this.#checking?.id === hint.id) {
      this.held = { hint, text: this.#checking.text, said: false };
    } else {
      return;
    }
    this.#announcer.tell(hint.why);
  }

  cleared(id: string): void {
    if (this.#checking?.id === id) this.forgetHint();
  }

  refused(): void {
    this.#announcer.interrupt(sayBack('chat.notsent'));
    this.refresh();
  }

  caughtUp(frame: ServerFrameOf<'caught-up'>): void {
    this.#transcript.caughtUp(frame.epoch, frame.head);
    this.ready = true;
    // Where it still is, that is told again now; and how far the usual time is.
    this.quiet = undefined;
    this.time = undefined;
    this.adding = undefined;
    this.#forgetTaken();
    // The numbers of the steps may be others.
    if (this.#anew) this.#takeBackAgain();
    this.#anew = false;
    this.#repair();
    this.#afterChange();
  }

  reset(frame: ServerFrameOf<'reset'>): void {
    this.#beginAnew(frame.epoch);
    this.resume();
    this.refresh();
  }

  /** Answers whether the step is news here. */
  stepped(step: Stepped): boolean {
    this.steps = withStep(this.#stepsAreOld ? [] : this.steps, step);
    this.#stepsAreOld = false;
    if (this.ready) this.#forgetTaken();
    const which = `${step.n} ${step.at}`;
    if (this.#toldSteps.has(which) || !this.isNews(step.at)) return false;
    this.#toldSteps.add(which);
    if (step.step.startsWith('over_')) this.over = undefined;
    if (isClinicians(step.step)) this.clinicianAway = false;
    if (isOffer(step.step)) this.offerRefused = undefined;
    if (step.step === 'handed_over' && (this.as === 'watching' || this.as === 'clinician')) this.peer = step.peer;
    // Whoever is there now is another than the one who was away.
    if (this.standing.part === 'alone' || (this.as === 'seeker' && step.step === 'handed_over')) this.isThere('here');
    return true;
  }

  typed(frame: ServerFrameOf<'typing'>): void {
    clearTimeout(this.#typingTimer);
    this.writing = frame.on ? frame.who : undefined;
    if (frame.on) this.#typingTimer = setTimeout(() => (this.writing = undefined), TYPING_FADES_MS);
  }

  watched({ by, mode }: ServerFrameOf<'watched'>): void {
    const others = this.readers.filter((name) => name !== by);
    this.readers = mode === 'reading' ? [...others, by] : others;
    this.lastReader = mode === 'gone' ? by : undefined;
  }

  close(why: ClosedWhy | 'gone'): void {
    this.closed = why;
    this.backs = new Map();
    this.contact = undefined;
    this.quiet = undefined;
    this.time = undefined;
    this.guide = undefined;
    this.#parts.outbox.over(this.conversation);
    this.writing = undefined;
    // Nobody can be asked about it any more; the words are its writer's.
    if (this.as === 'seeker' && this.held?.said) this.draft = this.held.text;
    this.held = undefined;
    this.refresh();
  }

  /** Drops every word from memory. */
  wipe(): void {
    for (const timer of [this.#gapTimer, this.#typingTimer, this.#burstTimer, this.#sentTimer, this.#backTimer]) clearTimeout(timer);
    this.#transcript.reset(this.#transcript.epoch);
    this.#burst = [];
    this.lines = [];
    this.steps = [];
    this.next = undefined;
    this.contact = undefined;
    this.draft = '';
    this.card = undefined;
    this.plan = undefined;
    this.leavePlan();
    this.planFields = [];
    this.planNews = false;
    this.guide = undefined;
    this.over = undefined;
    this.forgetHint();
  }

  /** Builds the lines anew from what is kept and what is on its way. */
  refresh(): void {
    const kept = this.#transcript.messages.map<Line>(({ seq, id, from, text, at }) => {
      const mine = this.#isMine(from);
      return { key: id, mine, from, text, at, seq, ...(mine ? { state: 'sent' } : {}) };
    });
    const pending = this.#parts.outbox.pending
      .filter((each) => each.conversation === this.conversation)
      .map<Line>((each) => ({
        key: each.id,
        mine: true,
        from: this.#me(),
        text: each.text,
        at: each.at,
        state: each.state.is,
        mayTryAgain: this.closed === undefined && Outbox.mayTryAgain(each),
        ...(each.state.is === 'refused' ? { reason: each.state.reason } : {}),
        ...(each.state.is === 'returned' ? { returned: each.state } : {}),
      }));
    this.lines = [...kept, ...pending];
  }

  /** Another history: what is here is thrown away, but for the own words, which only this tab may have now. */
  #beginAnew(epoch: string): void {
    for (const { id, from, text } of this.#transcript.messages) {
      if (this.#isMine(from)) this.#had.set(id, text);
    }
    this.#transcript.reset(epoch);
    this.#stepsAreOld = true;
    this.#anew = true;
    this.#replied.clear();
    this.unheard = new Set();
    this.contact = undefined;
    this.ready = false;
  }

  /** Sends again what the new history lacks. Both sides then see the same order. */
  #repair(): void {
    if (this.#had.size === 0 || this.#transcript.hasGap) return;
    const there = new Set(this.#transcript.messages.map(({ id }) => id));
    for (const [id, text] of this.#had) {
      if (!there.has(id)) this.#parts.outbox.repair(this.conversation, id, text);
    }
    this.#had.clear();
  }

  #afterChange(): void {
    this.refresh();
    if (!this.#transcript.hasGap || this.#gapTimer !== undefined) return;
    this.#gapTimer = setTimeout(() => {
      this.#gapTimer = undefined;
      if (this.#transcript.hasGap) this.resume();
    }, GAP_MS);
  }

  #news(frame: Said): void {
    this.count();
    this.#burst.push(frame);
    this.#burstTimer ??= setTimeout(() => this.#tellBurst(), BURST_MS);
  }

  #tellBurst(): void {
    this.#burstTimer = undefined;
    const burst = this.#burst;
    this.#burst = [];
    const names = [...new Set(burst.map(({ from }) => speaker(from)))].join(', ');
    if (burst.length > BURST_MOST) this.#announcer.tell(say('chat.new_n', { n: burst.length, peer: names }));
    else for (const { from, text } of burst) this.#announcer.tell(say('chat.one', { peer: speaker(from) }), text);
  }

  #me(): Someone {
    const name = this.#parts.name ?? '';
    if (this.as === 'watching') return { role: 'supervisor', name };
    // A clinician's words stand under their name on their own page too.
    return { role: this.as, name: this.as === 'clinician' ? name : '' };
  }

  /** A seeker and a peer are the only ones of their kind in a conversation; a supervisor is one of several. */
  #isMine(from: Someone): boolean {
    const me = this.#me();
    return from.role === me.role && (this.as !== 'watching' || from.name === me.name);
  }
}

/** A name as it stands beside words: a supervisor's or a clinician's says what they are. */
export function speaker({ role, name }: Someone): string {
  if (role === 'clinician') return say('chat.by_clinician', { clinician: name });
  return role === 'supervisor' ? say('chat.by_supervisor', { supervisor: name }) : name;
}
