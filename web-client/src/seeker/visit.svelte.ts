import { untrack } from 'svelte';
import type { Talk } from '../conversation/talk.svelte';
import type { Talks } from '../conversation/talks.svelte';
import type { Blocked, BlockReason, CheckInAnswers, ClientFrame, CrisisLine, Door, Help, KnownWish, Place, Safe, ServerFrame, Stepped, Wants, Welcome } from '../protocol/frames';
import { newId } from '../connection/ids';
import type { PendingState } from '../connection/outbox';
import { language } from '../words/language.svelte';
import { announcer } from '../conversation/announcer';
import { isClinicians, isOffer, isOver } from '../conversation/steps';
import { place } from '../safety/place.svelte';
import { say, timeOfDay } from '../words/say';
import { closingWords } from './door';
import type { KeptWords, Words } from './kept-words';
import { milestone } from './milestones';
import { type Band, takePass } from './pass';

export type AgeBand = Exclude<Band, 'back'>;

/** Where a visit is. Each state carries only what belongs to it. */
export type Stage =
  | { at: 'landing' }
  /** With four words from another time, before the notice. */
  | { at: 'coming-back' }
  /** `changed` when it says something else than the one that was read. */
  | { at: 'notice'; changed?: boolean }
  | { at: 'declined' }
  /** Someone under the minimum age. Nothing was sent, and nothing is kept. */
  | { at: 'under-age' }
  /** On the way in, or `back`: finding out after a reload where we were. */
  | { at: 'arriving'; checking?: true; back?: true }
  | { at: 'waiting' }
  /** Nobody is there, so nobody waits. The page hears when that changes. */
  | { at: 'closed-door' }
  | { at: 'chatting'; talk: Talk }
  | { at: 'ended'; talk: Talk }
  /** A reload after a chat, or out of the line after it, as `left` says: of what was said only the server may still have something. */
  | { at: 'past'; talk: Talk; unsent?: readonly string[]; left?: 'left' | 'away_too_long' }
  /** This pass may not come into line any more. Numbers, deleting and leaving stay. */
  | { at: 'blocked'; why?: BlockReason; until?: number; talk?: Talk }
  /** A second person looked again, and it may. */
  | { at: 'let-in' }
  /** The page cleared itself after a chat, because nobody did anything any more. */
  | { at: 'cleared' }
  /** `leaving`: the server has not said yet that the place has ended. */
  | { at: 'left-line'; why: 'leaving' | 'left' | 'away_too_long' }
  /** The server knows nothing of us any more. What was written and not sent is shown this once. */
  | { at: 'gone'; unsent?: readonly string[] }
  | { at: 'failed'; why: 'rate' | 'trouble' };

const INSIDE: ReadonlySet<Stage['at']> = new Set(['coming-back', 'waiting', 'closed-door', 'chatting', 'ended', 'past', 'blocked']);
/** Where something can be written that has to outlive a reload. */
const WRITING: ReadonlySet<Stage['at']> = new Set(['arriving', 'waiting', 'chatting']);
const TOKEN = 'porchlight.token';
/** What was written and not sent, sealed. */
const WORDS = 'porchlight.words';
/** Which conversation this tab was in last, so that it can be deleted after a reload as well. */
const LAST = 'porchlight.last';
/** Why another peer is looked for: the one is gone, was gone before a word of theirs, or is not wanted any more. */
type WhyOther = 'lost' | 'unheard' | 'wished';
const LOST = { lost: 'match.lost', unheard: 'match.lost_along', wished: 'match.other' } as const;
const PATIENCE = 10;
const MINUTE_MS = 60_000;
/** What the server had trouble with is said again after so long. */
const AGAIN_MS = 5_000;
/** A range that ends this much later than the first one was not kept. */
const LATER_BY_MS = 5 * MINUTE_MS;

/** One visit of one person, from the front page until the page is clear. Only the token and, sealed, words that are not sent outlive a reload, and only in this tab. */
export class Visit {
  stage = $state.raw<Stage>({ at: 'landing' });
  line = $state.raw<Place | undefined>();
  talks = $state.raw<Talks | undefined>();
  /** What is being written: in line the first message, later the next one. */
  draft = $state('');
  /** The first message, as it was sent; empty when there is none, or this page does not know its words. */
  note = $state('');
  /** Whether the server keeps a first message, and has heard what was said of it last. */
  noteKept = $state(false);
  topics = $state.raw<readonly string[]>([]);
  wants = $state<Wants>('anyone');
  safe = $state<Safe | undefined>();
  /** What would help; `none` once it was taken back. */
  help = $state<Help | undefined>();
  /** What was said in the check-in while waiting; to compare, and never longer than this page. */
  before: CheckInAnswers = {};
  /** They said in line that they are not safe. Remembered like `before`, so that the page after the chat does not speak past it. */
  notSafe = false;
  /** Come-back words that go along into line, whether the card that they open may be read, and how the peer of before is wished for. They are here alone, and never in the tab's storage. */
  carries = $state.raw<{ words: string; share: boolean; peer?: KnownWish } | undefined>();
  /** The four words of the conversation that goes on, once they were asked for. */
  words = $state.raw<readonly string[] | undefined>();
  /** They were asked for, and nothing has come. */
  wordsFailed = $state(false);
  /** The words could not go along. */
  notAlong = $state(false);
  /** Whoever asks about a way back, and hears what comes of it. */
  back: { hear(frame: ServerFrame): void; wipe(): void } | undefined;
  support = $state.raw<readonly CrisisLine[] | undefined>();
  /** Says where they are, if they chose that; once what is shown from the line on is there. */
  tellRegion: (() => void) | undefined;
  /** Why the place changed, in words; empty when it did not. */
  moved = $state('');
  /** Whether it takes longer than was said. */
  longer = $state(false);
  /** Minutes to wait for someone who has lived it, before being asked again. */
  patience = $state(PATIENCE);
  /** The door as the server told it last; before that it is open. */
  door = $state.raw<Door | undefined>();
  /** When the service closes tonight, until that has been read. */
  closing = $state<number | undefined>();
  /** Whether the door closed and opened again while waiting. */
  reopened = $state(false);
  /** A supervisor is wanted, and none has come yet. */
  nobodyYet = $state(false);
  /** The peer who was lost, while another is looked for. */
  lost = $state('');
  /** Whoever is free is wanted, and the server has not heard so. */
  anyoneOwed = $state(false);
  /** Another peer was asked for, and none is looked for. */
  otherFailed = $state(false);
  /** Whether it is further than the front page and the notice. */
  readonly inside: boolean = $derived(INSIDE.has(this.stage.at));
  #leaving = '';
  #why: WhyOther = 'lost';
  /** Stands for the one time of coming in that is still wanted. */
  #entering: object | undefined;
  /** The words were refused; whether there is a place all the same is told with it. */
  #wordsRefused = false;
  #toldNext = false;
  /** The first place in this line, and the best one since. */
  #firstPlace = 0;
  #bestPlace = 0;
  /** What was said about the wish, and is not known to have arrived. */
  #owed = false;
  #told = false;
  /** What was said last of the first message is not known to have arrived. */
  #noteOwed = $state(false);
  /** A first message of which it is not known whether it came before the peer did. */
  #noteLost = $state('');
  /** What this tab kept before it was loaded anew; `welcome` brings the key. */
  #sealed: string | null = null;
  #kept: KeptWords | undefined;
  #keepNoMore: (() => void) | undefined;
  /** The end of the longest wait that was said, epoch milliseconds. */
  #promised: number | undefined;
  /** Whether the token was here before this page was opened. */
  #returning = sessionStorage.getItem(TOKEN) !== null;
  /** The pass before a closed door, where there was no conversation: it leads nowhere, and whoever comes back begins at the start page. */
  #atDoor: string | null = null;

  /** Goes on where this tab was, if it was somewhere. */
  begin(): void {
    if (this.token() === null) return sessionStorage.removeItem(WORDS);
    this.#sealed = sessionStorage.getItem(WORDS);
    this.#goOn();
  }

  token(): string | null {
    return sessionStorage.getItem(TOKEN) ?? this.#atDoor;
  }

  go(stage: Stage): void {
    this.stage = stage;
  }

  /** Gets a pass and goes into line. The age band is one that may come in; no other is ever sent. */
  async enter(ageBand: AgeBand): Promise<void> {
    this.#returning = false;
    this.stage = { at: 'arriving' };
    const entering = {};
    this.#entering = entering;
    const pass = await takePass(ageBand, () => {
      if (this.#entering !== entering) return;
      this.stage = { at: 'arriving', checking: true };
      announcer.tell(say('wait.checking'));
    });
    // Whoever went away meanwhile gets no pass, and nothing of it is left in the tab.
    if (this.#entering !== entering) return;
    if (pass === 'notice') {
      this.stage = { at: 'notice', changed: true };
      return;
    }
    if (typeof pass === 'string') {
      this.stage = { at: 'failed', why: pass };
      return;
    }
    sessionStorage.setItem(TOKEN, pass.token);
    await this.#connect();
  }

  /** The first message goes to the server now, and to a peer when one joins. */
  leaveNote(): void {
    this.note = this.draft.normalize('NFC');
    this.draft = '';
    this.#sendNote();
  }

  takeNoteBack(): void {
    this.draft = joined(this.note, this.draft);
    this.note = '';
    this.#sendNote();
  }

  tell(about: { topics?: readonly string[]; wants?: Wants; patience?: number; safe?: Safe; help?: Help }): void {
    this.topics = about.topics ?? this.topics;
    this.wants = about.wants ?? this.wants;
    this.patience = about.patience ?? this.patience;
    this.safe = about.safe ?? this.safe;
    this.help = about.help ?? this.help;
    if (about.safe !== undefined) this.notSafe = about.safe === 'no';
    this.#told = true;
    this.#sendAbout();
  }

  /** Answers whether it went. That it was refused is no matter: then it has been counted before. */
  checkIn(answers: CheckInAnswers): boolean {
    this.before = answers;
    return this.#send({ type: 'check-in', when: 'before', ...answers });
  }

  checkInAfter(talk: Talk, answers: CheckInAnswers): boolean {
    return this.#send({ type: 'check-in', when: 'after', conversation: talk.conversation, ...answers });
  }

  /** The words that lead back into this conversation: those that were come with, or new ones. */
  askWords(talk: Talk): void {
    this.wordsFailed = false;
    if (this.carries !== undefined) this.words = this.carries.words.split(/[^\p{L}\p{M}\p{N}]+/u);
    else if (this.words === undefined) this.wordsFailed = !this.#send({ type: 'words', conversation: talk.conversation, language: language.now });
  }

  /** Back into a conversation that words led to, on its own pass. */
  goIn(token: string): void {
    sessionStorage.setItem(TOKEN, token);
    // What is over by then is not begun again by itself.
    this.#returning = true;
    this.#goOn();
  }

  /** Whether supervisors have the answer to the safety question, as it is now. */
  get safeHeard(): boolean {
    return this.safe !== undefined && this.line?.safe === this.safe;
  }

  send(frame: ClientFrame): boolean {
    return this.#send(frame);
  }

  /** Goes on with somebody else, in the same conversation and at the place of when this visit began. Answers whether it went. */
  otherPeer(talk: Talk, share: boolean, why: WhyOther = 'lost'): boolean {
    const went = this.#send({ type: 'other-peer', conversation: talk.conversation, ...(share ? { share } : {}) });
    this.otherFailed = !went;
    if (went) {
      this.#leaving = talk.name;
      this.#why = why;
    }
    return went;
  }

  /** Waits for the peer of before no longer; a `join` that is said again does not either. */
  takeAnyone(): void {
    this.#forgetPeer();
    this.anyoneOwed = !this.#send({ type: 'anyone' });
  }

  /** That they have left is said once the server has said so. Without a connection it hears of it when there is one. */
  leaveLine(): void {
    this.#forgetLine();
    this.draft = '';
    this.stage = { at: 'left-line', why: 'leaving' };
    this.#sendLeave();
  }

  /** Back into line with the pass that is still good, or for a new one. */
  again(): void {
    // Only what talks with the server could not be fetched: the pass is good, and so are the words that were kept.
    if (this.token() !== null && this.talks === undefined) {
      this.#goOn();
      return;
    }
    this.before = {};
    this.#forgetPeer();
    this.notSafe = false;
    if (this.talks?.state.at === 'open') {
      this.support = undefined;
      this.stage = { at: 'waiting' };
      if (this.#atDoor !== null) sessionStorage.setItem(TOKEN, this.#atDoor);
      this.#atDoor = null;
      this.#join();
    } else {
      this.clear();
      this.stage = { at: 'notice' };
    }
  }

  /** Ends the pass and empties the page. */
  clear(to: Stage = { at: 'landing' }): void {
    this.#send({ type: 'exit' });
    this.wipe();
    sessionStorage.removeItem(TOKEN);
    sessionStorage.removeItem(LAST);
    this.stage = to;
  }

  /** Drops every word from memory, at once. */
  wipe(): void {
    this.#entering = undefined;
    this.#keepNoMore?.();
    this.#keepNoMore = undefined;
    this.#kept?.stop();
    this.#kept = undefined;
    this.#sealed = this.#atDoor = null;
    sessionStorage.removeItem(WORDS);
    if (this.stage.at === 'gone' || this.stage.at === 'past') this.stage = { at: 'gone' };
    this.talks?.wipe();
    this.talks = undefined;
    this.#forgetLine();
    this.support = undefined;
    this.before = {};
    this.notSafe = false;
    this.draft = '';
    this.#noteLost = '';
    this.carries = undefined;
    this.words = undefined;
    this.back?.wipe();
  }

  #goOn(): void {
    this.stage = this.#returning ? { at: 'arriving', back: true } : { at: 'arriving' };
    void this.#connect();
  }

  /** What talks with the server comes with what is shown from the line on, so that the front page stands sooner. */
  async #connect(): Promise<void> {
    const fetched = await Promise.all([import('../conversation/talks.svelte'), import('./kept-words'), import('../conversation/step-words')]).catch(() => undefined);
    // Whoever went away meanwhile has nothing to go on with.
    if (this.stage.at !== 'arriving' || this.token() === null) return;
    if (fetched === undefined) {
      this.stage = { at: 'failed', why: 'trouble' };
      return;
    }
    const [{ Talks }, { KeptWords }, words] = fetched;
    const talks = new Talks(async () => ({ token: this.token() ?? '' }), {
      welcomed: (welcome) => {
        this.#welcomed(welcome);
        void this.#unseal(KeptWords, welcome.tabKey);
      },
      opened: (talk) => this.#opened(talk),
      stepped: (_, step) => this.#stepped(step, words.seekerReads(step)),
      other: (frame) => this.#hear(frame),
      // No word of anybody's: it only has to be answered.
      isHeard: () => ({ type: 'check', conversation: newId(), id: newId(), text: '.' }),
    });
    this.talks = talks;
    $effect.root(() => {
      $effect(() => {
        if (talks.state.at === 'ended' && talks.state.why !== 'stopped') untrack(() => this.#over());
      });
      $effect(() => {
        const { stage } = this;
        if (stage.at === 'chatting' && stage.talk.ready) untrack(() => this.#findNote(stage.talk));
      });
    });
    talks.start();
  }

  /** The words of before a reload come back, and others are kept, once there is a key. Without one, as on a page that is not secure, nothing is kept. */
  async #unseal(Kept: typeof KeptWords, tabKey: string | undefined): Promise<void> {
    if (this.#kept !== undefined) return;
    if (tabKey === undefined || (crypto.subtle as SubtleCrypto | undefined) === undefined) return sessionStorage.removeItem(WORDS);
    const kept = new Kept(WORDS, tabKey);
    this.#kept = kept;
    const words = this.#sealed === null ? undefined : await kept.open(this.#sealed);
    // Whoever went away meanwhile has nothing to go on with.
    if (this.#kept !== kept) return;
    this.#sealed = null;
    if (words !== undefined) this.#giveBack(words);
    this.#keepNoMore = $effect.root(() => {
      $effect(() => kept.keep(this.#toKeep()));
    });
  }

  /** Puts what was written before a reload where the visit is now. */
  #giveBack({ draft, note, noteOwed, outbox }: Words): void {
    const { stage } = this;
    const texts = [...outbox.map(({ text }) => text), note, draft].filter((text) => text.trim() !== '');
    if (stage.at === 'gone' || (stage.at === 'past' && stage.left === undefined)) {
      if (texts.length > 0) this.stage = { ...stage, unsent: texts };
      return;
    }
    if (stage.at !== 'waiting' && stage.at !== 'chatting') {
      // What was meant for one peer is for no next one.
      if (stage.at !== 'past' && 'talk' in stage && stage.talk !== undefined) stage.talk.draft = joined(...texts, stage.talk.draft);
      else this.draft = joined(note, draft, this.draft);
      return;
    }
    if (draft !== '') this.draft = joined(draft, this.draft);
    // What the server told of meanwhile has arrived.
    const there = new Set(this.talks?.all.flatMap(({ lines }) => lines.map(({ key }) => key)));
    this.talks?.outbox.restore(outbox.filter(({ id }) => !there.has(id)));
    if (stage.at === 'chatting') {
      this.#noteLost = note;
      if (stage.talk.ready) this.#findNote(stage.talk);
      return;
    }
    if (this.note !== '') {
      // Another one was left in the meantime.
      if (note !== '') this.draft = joined(note, this.draft);
      return;
    }
    this.note = note;
    if (noteOwed) this.#sendNote();
    else if (this.line !== undefined) this.#hearNote(this.line.note === true);
  }

  #welcomed(welcome: Welcome): void {
    // That one came meanwhile is not told; that none is there is, where the door is closed by it.
    if (this.door?.alone) {
      const { alone: _, ...door } = this.door;
      this.door = door;
    }
    // Before anything that may be answered with numbers.
    this.tellRegion?.();
    if (welcome.conversations.length > 0) return;
    if (this.#leavesLine) {
      if (welcome.waiting) this.#sendLeave();
      else this.#leftLine('left');
    } else if (this.stage.at === 'arriving' && !welcome.waiting && this.#returning) {
      // A reload found nothing to go on with. It never starts again by itself.
      this.#gone(this.#unsent());
    } else if (this.stage.at === 'arriving' || this.stage.at === 'waiting') {
      this.stage = { at: 'waiting' };
      this.#wordsRefused = false;
      this.#join(welcome.waiting);
      if (this.anyoneOwed) this.takeAnyone();
      // Said again only when it may not have arrived: saying it begins the patience anew.
      if (this.#owed) this.#sendAbout();
      if (this.#noteOwed) this.#sendNote();
    } else if (this.stage.at === 'chatting') {
      const { talk } = this.stage;
      this.#keepUnsaid(talk);
      this.stage = { at: 'ended', talk };
    }
    this.#returning = false;
  }

  #opened(talk: Talk): void {
    this.#returning = false;
    sessionStorage.setItem(LAST, talk.conversation);
    const left = this.#left;
    if (left === 'leaving' || left === 'left') {
      // Somebody took them while they were going. Nobody is pulled into a chat, and what they wrote goes as they were told.
      talk.delete();
      this.stage = { at: 'ended', talk };
      return;
    }
    const arrived = this.stage.at === 'waiting' || left !== undefined;
    // Somebody came before the answer had got through: supervisors hear of it all the same.
    if (arrived && this.#owed && this.safe === 'no') talk.raise('home_unsafe');
    if (this.note !== '' && !this.noteKept) this.#noteLost = this.note;
    this.#forgetLine();
    if (this.stage.at !== 'chatting' || this.stage.talk !== talk) this.stage = { at: 'chatting', talk };
    if (arrived) announcer.tell(say('match.here', { peer: talk.name }));
  }

  #stepped(step: Stepped, reads: string): void {
    if (step.step !== 'left' && !isOver(step.step) && !isClinicians(step.step) && !isOffer(step.step)) this.nobodyYet = false;
    announcer.tell(step.note === undefined ? reads : `${reads} ${say('over.note')} `, step.note);
  }

  #hear(frame: ServerFrame): void {
    this.back?.hear(frame);
    if (frame.type === 'place' && this.#left === undefined) this.#placed(frame);
    else if (frame.type === 'support') this.#supported(frame.lines);
    else if (frame.type === 'nobody-yet') this.#nobodyYet();
    else if (frame.type === 'watched' && frame.mode === 'reading') this.nobodyYet = false;
    else if (frame.type === 'raised' && frame.by !== undefined) this.nobodyYet = false;
    else if (frame.type === 'blocked') this.#blocked(frame);
    else if (frame.type === 'deleted') sessionStorage.removeItem(LAST);
    else if (frame.type === 'door') this.#doorMoved(frame);
    else if (frame.type === 'refused' && frame.reason === 'door_closed' && this.stage.at === 'waiting') this.#doorClosed();
    else if (frame.type === 'words' && this.stage.at === 'chatting') this.words = frame.words;
    else if (frame.type === 'refused' && frame.re === 'words') this.wordsFailed = true;
    else if (frame.type === 'refused' && frame.re === 'other-peer') this.#otherRefused();
    else if (frame.type === 'refused' && frame.re === 'join' && this.carries !== undefined && ['nothing', 'closed', 'too_fast', 'trouble'].includes(frame.reason)) this.#wordsRefused = true;
    else if (frame.type === 'refused' && frame.re === 'about' && frame.reason !== 'not_waiting') setTimeout(() => this.#sayAboutAgain(), AGAIN_MS);
    else if (frame.type === 'refused' && frame.re === 'note' && frame.reason !== 'not_waiting') setTimeout(() => this.#sayNoteAgain(), AGAIN_MS);
    else if (frame.type === 'refused' && frame.re === 'region' && frame.reason !== 'nothing') setTimeout(() => this.tellRegion?.(), AGAIN_MS);
    else if (frame.type === 'refused' && frame.re === 'leave' && this.#leavesLine) this.#leaveRefused(frame.reason);
    else if (frame.type === 'left' && (this.stage.at === 'waiting' || this.#leavesLine)) {
      this.#leftLine(this.#leavesLine ? 'left' : frame.why);
    } else if (frame.type === 'closed' && this.stage.at === 'chatting') {
      const { talk } = this.stage;
      this.#keepUnsaid(talk);
      this.stage = { at: talk.closed === 'blocked' ? 'blocked' : 'ended', talk };
      if (this.stage.at === 'ended') announcer.interrupt(endWords(talk));
    }
  }

  /** How they left the line, or are leaving it. */
  get #left(): 'leaving' | 'left' | 'away_too_long' | undefined {
    const { stage } = this;
    return stage.at === 'left-line' ? stage.why : stage.at === 'past' ? stage.left : undefined;
  }

  get #leavesLine(): boolean {
    return this.#left === 'leaving';
  }

  /** What this tab was in last, whether or not this page has seen it: it can still be deleted. */
  #recallLast(): Talk | undefined {
    const last = sessionStorage.getItem(LAST);
    return last === null ? undefined : this.talks?.recall(last);
  }

  /** They are with their peer still, whatever their place is told to be later. */
  #otherRefused(): void {
    this.#leaving = '';
    this.otherFailed = true;
  }

  #sendLeave(): void {
    if (this.#leavesLine) this.#send({ type: 'leave' });
  }

  #leftLine(why: 'left' | 'away_too_long'): void {
    // Whoever was only away may go on with their words.
    if (why === 'away_too_long') this.draft = joined(this.note, this.draft);
    this.#forgetLine();
    const talk = this.#recallLast();
    // A screen of its own is read out by its heading.
    if (talk !== undefined) {
      this.stage = { at: 'past', talk, left: why };
      return;
    }
    this.stage = { at: 'left-line', why };
    if (why === 'left') announcer.tell(say('wait.left'));
  }

  /** Where there is no place any more, it has ended; everything else is tried again. */
  #leaveRefused(reason: string): void {
    if (reason === 'not_waiting') this.#leftLine('left');
    else setTimeout(() => this.#sendLeave(), AGAIN_MS);
  }

  /** Wherever the page is: nothing is waited for any more, and what was said can still be deleted. */
  #blocked({ on, reason, until }: Blocked): void {
    const { stage } = this;
    if (!on) {
      if (stage.at === 'blocked') this.stage = { at: 'let-in' };
      return;
    }
    const talk = 'talk' in stage ? stage.talk : this.#recallLast();
    if (stage.at === 'chatting') this.#keepUnsaid(stage.talk);
    this.#forgetLine();
    this.stage = {
      at: 'blocked',
      ...(reason === undefined ? {} : { why: reason }),
      ...(until === undefined ? {} : { until }),
      ...(talk === undefined ? {} : { talk }),
    };
  }

  #placed(frame: Place): void {
    if (this.#wordsRefused) this.#notAlong();
    if (this.stage.at === 'chatting' && this.#leaving !== '') {
      this.lost = this.#leaving;
      this.stage = { at: 'waiting' };
      announcer.tell(this.lostWords);
    }
    this.moved = movedWords(frame, this.line?.position);
    this.line = frame;
    this.#hearWish(frame);
    this.#hearNote(frame.note === true);
    this.#keepPromise(frame);
    if (this.moved !== '' && frame.because !== 'served' && frame.because !== 'left') announcer.tell(this.moved);
    this.#tellPlace(frame.position);
    if (frame.ask !== undefined) announcer.tell(say('wait.ask'));
  }

  /** Where somebody stands is read out half way, at the fifth place and as the next one: a screen reader that tells every step lets nobody rest. */
  #tellPlace(position: number): void {
    if (this.#firstPlace === 0) this.#firstPlace = this.#bestPlace = position;
    const passed = milestone(this.#firstPlace, this.#bestPlace, position);
    if (passed !== '') announcer.tell(passed);
    if (position === 1 && !this.#toldNext) {
      this.#toldNext = true;
      announcer.tell(say('wait.next'));
    }
    this.#bestPlace = Math.min(this.#bestPlace, position);
  }

  /** After a reload the server knows better than the page what was wished; otherwise the page does. */
  #hearWish(frame: Place): void {
    if (!this.#told) {
      this.topics = frame.topics;
      this.wants = frame.wants;
      this.patience = frame.patience;
      this.safe = frame.safe;
      this.help = frame.help;
      if (frame.safe === 'no') this.notSafe = true;
    } else if (frame.wants === this.wants && frame.topics.join() === [...this.topics].sort().join() && frame.safe === this.safe && frame.help === (this.help === 'none' ? undefined : this.help)) {
      this.#owed = false;
    }
  }

  #hearNote(kept: boolean): void {
    if (kept === (this.note !== '')) this.#noteOwed = false;
    this.noteKept = kept && !this.#noteOwed;
    // It was kept, and is no more.
    if (!kept && !this.#noteOwed && this.note !== '') this.#sendNote();
  }

  /** Once everything that was said is here, the first message is among it, or back in the field. */
  #findNote(talk: Talk): void {
    const note = this.#noteLost;
    this.#noteLost = '';
    if (note !== '' && !talk.lines.some(({ mine, text }) => mine && text === note)) this.draft = joined(note, this.draft);
  }

  #sayNoteAgain(): void {
    if (this.stage.at === 'waiting' && this.#noteOwed) this.#sendNote();
  }

  #sendNote(): void {
    this.#noteOwed = true;
    this.noteKept = false;
    this.#send({ type: 'note', text: this.note });
  }

  #keepPromise({ asOf, waitMax }: Place): void {
    if (waitMax !== undefined) {
      const end = asOf + waitMax * MINUTE_MS;
      this.#promised ??= end;
      if (end > this.#promised + LATER_BY_MS) this.#takesLonger();
    }
    if (this.#promised !== undefined && asOf > this.#promised) this.#takesLonger();
  }

  #takesLonger(): void {
    if (!this.longer) announcer.tell(say('wait.longer'));
    this.longer = true;
  }

  #forgetPeer(): void {
    if (this.carries !== undefined) this.carries = { words: this.carries.words, share: this.carries.share };
  }

  /** They are in line all the same, as anybody is. */
  #notAlong(): void {
    this.#wordsRefused = false;
    this.carries = undefined;
    this.notAlong = true;
  }

  /** Told again after a while; what was put away comes back, because it still is so. */
  #nobodyYet(): void {
    this.nobodyYet = true;
    announcer.tell(say('sup.slow'));
  }

  #doorClosed(): void {
    this.stage = { at: 'closed-door' };
    // What was said before can still be deleted with it.
    if (sessionStorage.getItem(LAST) !== null) return;
    this.#atDoor = this.token();
    sessionStorage.removeItem(TOKEN);
  }

  #doorMoved(frame: Door): void {
    // Nobody more is let in, which takes nothing away from who has a place; it may have been on its way before that was theirs.
    if (this.stage.at === 'waiting' && this.line !== undefined && frame.state !== 'open' && frame.state !== 'no_peer' && frame.state !== 'no_supervisor') return;
    const wasOpen = this.open;
    if (frame.alone !== true) this.#supervisorCame();
    this.#closes(frame.closesAt);
    this.door = frame;
    if (this.stage.at === 'closed-door' && this.open) announcer.tell(say('door.opened'));
    if (this.stage.at !== 'waiting' || wasOpen === this.open) return;
    this.reopened = this.open;
    announcer.tell(this.open ? say('wait.reopened') : closedWords(frame));
  }

  /** What was said while none was there is read by whoever came. */
  #supervisorCame(): void {
    if (this.line) this.line = { ...this.line, told: true };
    if (this.stage.at === 'chatting') this.stage.talk.boardIsRead();
  }

  #closes(at: number | undefined): void {
    if (at === this.door?.closesAt) return;
    this.closing = at;
    if (at === undefined) return;
    if (this.stage.at === 'chatting') announcer.tell(say('end.service', { time: timeOfDay(at) }));
    else if (this.stage.at === 'waiting') announcer.tell(closingWords(at));
  }

  readClosing(): void {
    this.closing = undefined;
  }

  /** Why another peer is looked for. */
  get lostWords(): string {
    return say(LOST[this.#why], { peer: this.lost });
  }

  /** Whether somebody is there, as far as is known. */
  get open(): boolean {
    return this.door === undefined || this.door.state === 'open';
  }

  /** Whether no supervisor is there, as far as is known. */
  get alone(): boolean {
    return this.door?.alone === true;
  }

  #supported(lines: readonly CrisisLine[]): void {
    this.support = lines;
    announcer.tell(say('support.offer'));
  }

  /** Whoever opens a tab again for which nobody has a pass any more, or left in another tab, is shown nothing. */
  #over(): void {
    const state = this.talks?.state;
    const left = this.#returning || (state?.at === 'ended' && state.why === 'exit');
    const unsent = left ? [] : this.#unsent();
    const atDoor = this.#atDoor !== null;
    sessionStorage.removeItem(TOKEN);
    sessionStorage.removeItem(LAST);
    this.wipe();
    // Before a closed door there is no conversation that could have closed.
    if (atDoor && unsent.length === 0) this.stage = { at: 'landing' };
    else this.#gone(unsent);
  }

  /** No next peer gets what was meant for this one; what the server may still have of it can be deleted. */
  #gone(unsent: readonly string[]): void {
    this.talks?.outbox.wipe();
    this.draft = '';
    this.#forgetLine();
    this.#noteLost = '';
    const talk = this.#recallLast();
    const rest = unsent.length === 0 ? {} : { unsent };
    this.stage = talk === undefined ? { at: 'gone', ...rest } : { at: 'past', talk, ...rest };
  }

  /** What was written and has not gone, wherever it waits. */
  #unsent(): string[] {
    const held = this.stage.at === 'chatting' && this.stage.talk.held?.said ? this.stage.talk.held.text : '';
    const pending = this.talks?.outbox.pending.map(({ text }) => text) ?? [];
    return [...pending, held, this.#noteLost, this.noteKept ? '' : this.note, this.draft].filter((text) => text.trim() !== '');
  }

  /** The chat is over: what was not sent in it stays with it, to be read and copied, and is for no next peer. */
  #keepUnsaid(talk: Talk): void {
    this.#findNote(talk);
    talk.draft = joined(talk.draft, this.draft);
    this.draft = '';
  }

  #toKeep(): Words | undefined {
    const { stage, talks } = this;
    if (!WRITING.has(stage.at)) return undefined;
    const over = new Set(talks?.all.filter(({ closed }) => closed !== undefined).map(({ conversation }) => conversation));
    // The outbox itself is not looked at by anything that would notice; the lines change with it.
    talks?.all.forEach(({ lines }) => lines);
    const held = stage.at === 'chatting' && stage.talk.held?.said ? stage.talk.held.text : '';
    const pending = (talks?.outbox.pending ?? []).filter(({ conversation }) => !over.has(conversation));
    // What was not taken goes only when its writer says so again: a page that is loaded anew has it in the field.
    const notTaken = (state: PendingState) => state.is === 'refused' || state.is === 'returned';
    return {
      draft: joined(...pending.filter(({ state }) => notTaken(state)).map(({ text }) => text), held, this.draft),
      note: joined(this.#noteLost, this.note),
      noteOwed: this.#noteOwed,
      outbox: pending.filter(({ state }) => !notTaken(state)).map(({ id, conversation, text, sure, at }) => ({ id, conversation, text, sure, at })),
    };
  }

  /** Whoever is in line already has brought their words along. */
  #join(inLine = false): void {
    this.words = undefined;
    this.#send({ type: 'join', language: place.tongue, ...(inLine ? {} : this.carries) });
  }

  #sayAboutAgain(): void {
    if (this.stage.at === 'waiting' && this.#owed) this.#sendAbout();
  }

  #sendAbout(): void {
    this.#owed = true;
    this.#send({
      type: 'about',
      topics: [...this.topics],
      wants: this.wants,
      patience: this.patience,
      ...(this.safe === undefined ? {} : { safe: this.safe }),
      ...(this.help === undefined ? {} : { help: this.help }),
    });
  }

  #send(frame: Parameters<Talks['send']>[0]): boolean {
    return this.talks?.send(frame) ?? false;
  }

  #forgetLine(): void {
    this.notAlong = false;
    this.line = undefined;
    this.moved = '';
    this.longer = false;
    this.reopened = false;
    this.patience = PATIENCE;
    this.lost = '';
    this.#leaving = '';
    this.otherFailed = this.anyoneOwed = false;
    this.#owed = false;
    this.#told = false;
    this.#promised = undefined;
    this.note = '';
    this.noteKept = false;
    this.#noteOwed = false;
    this.topics = [];
    this.wants = 'anyone';
    this.safe = undefined;
    this.help = undefined;
    this.#toldNext = false;
    this.#firstPlace = 0;
    this.#bestPlace = 0;
  }
}

const joined = (...words: string[]): string => words.filter((each) => each.trim() !== '').join('\n');

/** Why a place changed, as far as the server says. What it does not say is not made up. */
export function movedWords({ position, why, because }: Place, before: number | undefined): string {
  if (why !== 'moved') return because === 'duty' ? say('wait.moved_duty') : '';
  if (because === 'urgent') return say('wait.moved');
  if (because === 'returned' || because === 'joined') return say('wait.moved_kept');
  if (before === undefined) return '';
  return position < before ? say('wait.moved_up') : position > before ? say('wait.moved_unsure') : '';
}

/** What someone who waits is told while the door is closed. */
export function closedWords({ opensAt }: Door): string {
  return opensAt === undefined ? say('wait.limit_now') : say('wait.limit', { time: timeOfDay(opensAt) });
}

/** How a conversation ended, said to the seeker. */
export function endWords(talk: Pick<Talk, 'closed' | 'name'>): string {
  if (talk.closed === 'quiet') return say('end.quiet');
  if (talk.closed === 'ended_by_peer' || talk.closed === 'ended_by_supervisor') return say('end.peer', { peer: talk.name });
  return talk.closed === 'ended_by_seeker' ? say('chat.you_ended') : say('end.closed');
}
