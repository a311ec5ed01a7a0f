import type { PassSource } from '../connection/connection';
import { announcer } from '../conversation/announcer';
import { Outbox, type Pending } from '../connection/outbox';
import { clinicianStepWords } from '../conversation/clinician-words';
import { offerStepWords } from '../conversation/offer-words';
import type { Aside } from '../conversation/order';
import { isClinicians, isOffer, isOver } from '../conversation/steps';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import { Whispers } from '../conversation/whispers.svelte';
import { decodeAtDesk } from '../protocol/desk-codec';
import type { Carried, Duty, Ending, Felt, Offer, ServerFrame, ServerFrameOf, Stepped, Whispered } from '../protocol/frames';
import { topicName } from '../words/say';
import { sayDesk } from '../words/say-desk';
import { manyShort } from './fuller';
import { joined, KeptWords, notTaken, SHIFT_WORDS, type ShiftWords, toSend } from './kept-words';
import { overWords } from './over';
import { languageNames, type Language } from '../words/language.svelte';
import { minutesWaiting, type Nudge, nudgeAt } from './waiting';

/** One peer's shift: duty, offers, and up to three conversations. */
export class Shift {
  duty = $state.raw<Duty | undefined>();
  offer = $state.raw<Offer | undefined>();
  /** What became of the last offer, in words. */
  notice = $state('');
  /** They wanted to go on duty, and are not: nothing that is recorded lets them, or not any more. */
  notCleared = $state(false);
  /** Whether no supervisor is there. */
  unsupervised = $state(false);
  /** Nobody new comes in for that. */
  shut = $state(false);
  chosen = $state.raw<Talk | undefined>();
  /** The last conversation is over for somebody who wanted a break after it. */
  done = $state(false);
  /** They are not OK tonight, and have said so to this page alone. */
  sittingOut = $state(false);
  /** What time it is at the server, as of the last look. */
  now = $state(0);
  /** On no more, and still with somebody: no offers come, and it ends with the last conversation. */
  readonly leaving = $derived(this.duty !== undefined && !this.duty.on && this.duty.taken > 0);
  /** The conversation that was just taken. */
  took = $state.raw<Talk | undefined>();
  /** Until when they would like to stay; nobody else is told. */
  until = $state<number | undefined>();
  /** They have stayed for as long as they wanted to. */
  readonly overdue = $derived(this.duty?.on === true && this.until !== undefined && this.now >= this.until);
  readonly talks: Talks;
  readonly whispers = new Whispers();
  #goingOn = false;
  /** What they went on duty with, to go on with the same. */
  #wanted = $state.raw<{ capacity: number; topics: readonly string[]; avoid: readonly string[] } | undefined>();
  /** Whether all conversations are in sight, side by side. */
  #all = false;
  /** The offer that was said yes to. */
  #taking: Offer | undefined;
  /** Notes on their way to supervisors: kept and sent again as messages are, and they are none. */
  readonly #noting: Outbox = new Outbox(
    (frame) => this.talks.sendInto(frame),
    () => this.#gatherNotes(),
    Date.now,
    ({ conversation, id, text }) => ({ type: 'whisper', conversation, id, text }),
  );
  #onTheirWay = $state.raw<readonly Pending[]>([]);
  /** What was begun of a note, by its conversation. */
  noteDrafts = $state<Record<string, string>>({});
  /** What an offer said of the conversation that came of it. */
  readonly #about = new Map<string, Pick<Offer, 'language' | 'topics'>>();
  /** Which of the seekers of its name a conversation is with. */
  readonly #nths = new Map<string, number>();
  readonly #nudged = new Map<string, Nudge>();
  /** Conversations in which a fuller message was suggested. */
  readonly #suggested = new Set<string>();
  /** Conversations in which it was asked whether a phrase is their own. */
  readonly #askedForOwn = new Set<string>();
  /** What this tab kept before it was loaded anew; `welcome` brings the key. */
  #sealed = sessionStorage.getItem(SHIFT_WORDS);
  #kept: KeptWords | undefined;
  #keepNoMore: (() => void) | undefined;

  constructor(pass: PassSource) {
    this.talks = new Talks(pass, {
      welcomed: (welcome) => {
        this.now = this.talks.serverNow();
        this.#putDuty(welcome.duty);
        this.#goingOn = false;
        this.notCleared = false;
        this.unsupervised = this.shut = false;
        // An offer that is still open is sent again.
        this.offer = undefined;
        void this.#unseal(welcome.tabKey);
      },
      opened: (talk) => this.#opened(talk),
      stepped: (talk, step) => announcer.tell(stepWords(talk, step)),
      other: (frame) => this.#hear(frame),
    }, { decode: decodeAtDesk });
    this.talks.carry(this.#noting);
  }

  /** Closes the connection and drops every word from memory, and from the tab. */
  wipe(): void {
    this.#keepNoMore?.();
    this.#keepNoMore = undefined;
    this.#kept?.stop();
    this.#kept = undefined;
    this.#sealed = null;
    sessionStorage.removeItem(SHIFT_WORDS);
    this.talks.wipe();
    this.whispers.wipe();
    this.noteDrafts = {};
    this.#about.clear();
    this.#nths.clear();
  }

  /** What stands between the messages for this peer and supervisors alone. */
  asidesOf({ conversation }: Talk): readonly Aside[] {
    const kept = this.whispers.of(conversation).map<Aside>(({ id, at, by, from, text }) => ({ key: id, at, by, note: from === 'peer', text }));
    const onTheirWay = this.#onTheirWay
      .filter((each) => each.conversation === conversation)
      .map<Aside>(({ id, at, text, state }) => ({ key: id, at, by: '', note: true, text, state: state.is === 'refused' ? 'refused' : 'sending' }));
    return [...kept, ...onTheirWay];
  }

  /** Notes something for the supervisors who read along, now or later. It calls nobody. */
  note(talk: Talk, text: string): void {
    this.#noting.say(talk.conversation, text);
  }

  /** Goes on duty; what they would rather not take is for this shift, and told to nobody else. */
  goOn(capacity: number, topics: readonly string[], avoid: readonly string[] = []): void {
    this.#goingOn = true;
    this.#wanted = { capacity, topics, avoid };
    this.done = false;
    this.sittingOut = false;
    this.talks.send({ type: 'duty', on: true, capacity, topics: [...topics], ...(avoid.length > 0 ? { avoid: [...avoid] } : {}) });
  }

  goOff(): void {
    this.talks.send({ type: 'duty', on: false });
  }

  /** No offers from now on. Whoever is with somebody stays with them, and is off duty then; with nobody there it is a breather at once. */
  breakAfter(): void {
    if (!this.duty?.on) return;
    if (this.duty.taken > 0) this.goOff();
    else if (this.duty.restsUntil === undefined) this.breathe();
  }

  /** Whether it is known what they went on duty with: a page that was loaded anew has to ask. */
  get mayStay(): boolean {
    return this.#wanted !== undefined;
  }

  /** Takes a break after this back. */
  stayOn(): void {
    if (this.#wanted) this.goOn(this.#wanted.capacity, this.#wanted.topics, this.#wanted.avoid);
  }

  /** Other topics that they would rather not take, on duty with all else as it is. */
  avoid(topics: readonly string[]): void {
    if (this.duty?.on && this.#wanted) this.goOn(this.#wanted.capacity, this.#wanted.topics, topics);
  }

  /** Off duty at once; nobody is told why. */
  sitOut(): void {
    this.sittingOut = true;
    this.goOff();
  }

  /** Conversations in which a hand can be raised. */
  get handsMay(): readonly Talk[] {
    return this.talks.all.filter((talk) => talk.closed === undefined && !talk.takenOver);
  }

  /** How long a seeker has waited for words, in minutes. */
  minutes(talk: Talk): number {
    return minutesWaiting(talk, this.now);
  }

  /** Looks at the time; who waits is said in words that change with it, and told once for each nudge. */
  tick(): void {
    this.now = this.talks.serverNow();
    for (const talk of this.talks.all) {
      const minutes = this.minutes(talk);
      const nudge = nudgeAt(minutes);
      const before = this.#nudged.get(talk.conversation) ?? 0;
      this.#nudged.set(talk.conversation, nudge);
      if (nudge > before && nudge !== 0) announcer.tell(`${this.nameOf(talk)}: ${nudgeWords(nudge, minutes)}`);
    }
  }

  /** There are some forty names, so two seekers at one desk may have the same: the second has a number, and keeps it for as long as they are here. */
  nameOf(talk: Talk): string {
    const nth = this.#nths.get(talk.conversation) ?? 1;
    return nth > 1 ? `${talk.name} ${nth}` : talk.name;
  }

  /** The language of a conversation, where its offer is known. */
  languageOf(talk: Talk): string | undefined {
    return this.#about.get(talk.conversation)?.language;
  }

  /** What a conversation is about, as far as its offer said. */
  topicsOf(talk: Talk | undefined): readonly string[] {
    return (talk && this.#about.get(talk.conversation)?.topics) ?? [];
  }

  /** Whether to ask if a phrase is their own: once in a conversation. */
  askForOwn(talk: Talk): boolean {
    if (this.#askedForOwn.has(talk.conversation)) return false;
    this.#askedForOwn.add(talk.conversation);
    return true;
  }

  /** Whether to suggest a fuller message: once in a conversation, after several short ones. */
  suggestFuller(talk: Talk): boolean {
    if (this.#suggested.has(talk.conversation) || !manyShort(talk.lines)) return false;
    this.#suggested.add(talk.conversation);
    return true;
  }

  accept(): void {
    if (!this.offer) return;
    this.#taking = this.offer;
    this.talks.send({ type: 'accept', offer: this.offer.offer });
  }

  decline(): void {
    if (this.offer) this.talks.send({ type: 'decline', offer: this.offer.offer });
  }

  /** A rest without offers; the usual one when no minutes are given, none ends it. */
  breathe(minutes?: number): void {
    this.talks.send({ type: 'breather', ...(minutes === undefined ? {} : { minutes }) });
  }

  /** How a conversation was. It is kept nowhere. */
  wrapUp(talk: Talk, me: Felt): void {
    this.talks.send({ type: 'wrap-up', conversation: talk.conversation, me });
  }

  /** How a conversation ended. It is counted, and nothing else. */
  wrapHow(talk: Talk, how: Ending): boolean {
    return this.talks.send({ type: 'wrap-up', conversation: talk.conversation, how });
  }

  /** Whether they would talk with this seeker again. It is not answered, whatever the seeker says. */
  again(talk: Talk, yes: boolean): boolean {
    return this.talks.send({ type: 'again', conversation: talk.conversation, yes });
  }

  /** What a conversation was about. It is counted, and nothing else. */
  wrapTopics(talk: Talk, topics: readonly string[]): boolean {
    return this.talks.send({ type: 'wrap-up', conversation: talk.conversation, topics: [...topics] });
  }

  choose(talk: Talk | undefined): void {
    this.chosen = talk;
    this.#look();
  }

  /** Chooses the next conversation of the list, or the one before; after the last comes the first. */
  step(by: 1 | -1): void {
    const { all } = this.talks;
    if (all.length === 0) return;
    const at = this.chosen ? all.indexOf(this.chosen) : by > 0 ? -1 : 0;
    this.choose(all[(at + by + all.length) % all.length]);
  }

  /** All conversations stand side by side, or the chosen one alone: what is in sight is not counted as unread. */
  showAll(all: boolean): void {
    this.#all = all;
    this.#look();
  }

  putAway(talk: Talk): void {
    const at = this.talks.all.indexOf(talk);
    this.talks.putAway(talk);
    this.#forgetAsides(talk.conversation);
    for (const kept of [this.#about, this.#nths, this.#nudged, this.#askedForOwn, this.#suggested]) kept.delete(talk.conversation);
    if (this.chosen === talk) this.choose(this.talks.all[Math.min(at, this.talks.all.length - 1)]);
  }

  /** The words of before a reload come back, and others are kept, once there is a key. Without one, as on a page that is not secure, nothing is kept. */
  async #unseal(tabKey: string | undefined): Promise<void> {
    if (this.#kept !== undefined) return;
    if (tabKey === undefined || (crypto.subtle as SubtleCrypto | undefined) === undefined) return sessionStorage.removeItem(SHIFT_WORDS);
    const kept = new KeptWords(tabKey);
    this.#kept = kept;
    // By then what `welcome` lists is here.
    const words = await kept.open(this.#sealed);
    // Whoever signed out meanwhile has nothing to go on with.
    if (this.#kept !== kept) return;
    this.#sealed = null;
    this.#giveBack(words);
    this.#keepNoMore = $effect.root(() => {
      $effect(() => kept.keep(this.#toKeep()));
    });
  }

  /** Puts what was written before a reload where it was. What was meant for a conversation that is not theirs any more is dropped. */
  #giveBack({ drafts, outbox, notes }: ShiftWords): void {
    const open = new Map(this.#open.map((talk) => [talk.conversation, talk]));
    for (const { conversation, draft, note } of drafts) {
      const talk = open.get(conversation);
      if (talk === undefined) continue;
      if (draft !== '') talk.putBack(draft);
      if (note !== '') this.noteDrafts[conversation] = joined(note, this.noteDrafts[conversation] ?? '');
    }
    // What the server told of meanwhile has arrived.
    const there = new Set(this.#open.flatMap((talk) => [...talk.lines, ...this.asidesOf(talk)].map(({ key }) => key)));
    const owed = ({ id, conversation }: Pick<Pending, 'id' | 'conversation'>) => open.has(conversation) && !there.has(id);
    this.talks.outbox.restore(outbox.filter(owed));
    this.#noting.restore(notes.filter(owed));
  }

  #toKeep(): ShiftWords {
    const open = new Set(this.#open.map(({ conversation }) => conversation));
    // The outbox itself is not looked at by anything that would notice; the lines change with it.
    this.#open.forEach(({ lines }) => lines);
    const pending = this.talks.outbox.pending.filter(({ conversation }) => open.has(conversation));
    const notes = this.#onTheirWay.filter(({ conversation }) => open.has(conversation));
    const given = (from: readonly Pending[], to: string) => from.filter((each) => each.conversation === to && notTaken(each)).map(({ text }) => text);
    const drafts = this.#open.map(({ conversation, draft, held }) => ({
      conversation,
      draft: joined(...given(pending, conversation), held?.said ? held.text : '', draft),
      note: joined(...given(notes, conversation), this.noteDrafts[conversation] ?? ''),
    }));
    return { drafts: drafts.filter(({ draft, note }) => draft !== '' || note !== ''), outbox: toSend(pending), notes: toSend(notes) };
  }

  get #open(): readonly Talk[] {
    return this.talks.all.filter(({ closed }) => closed === undefined);
  }

  #gatherNotes(): void {
    this.#onTheirWay = [...this.#noting.pending];
  }

  #forgetAsides(conversation: string): void {
    this.whispers.forget(conversation);
    delete this.noteDrafts[conversation];
    for (const each of [...this.#noting.pending]) if (each.conversation === conversation) this.#noting.takeBack(each.id);
    this.#gatherNotes();
  }

  #look(): void {
    for (const each of this.talks.all) each.look(this.#all || each === this.chosen);
  }

  #number(talk: Talk): void {
    if (this.#nths.has(talk.conversation)) return;
    const taken = this.talks.all.filter(({ name }) => name === talk.name).map(({ conversation }) => this.#nths.get(conversation));
    let nth = 1;
    while (taken.includes(nth)) nth += 1;
    this.#nths.set(talk.conversation, nth);
  }

  #opened(talk: Talk): void {
    this.#number(talk);
    const taken = this.#taking;
    this.#taking = undefined;
    this.offer = undefined;
    this.notice = '';
    if (taken) {
      this.#about.set(talk.conversation, taken);
      this.took = talk;
    }
    if (taken || this.chosen === undefined) this.choose(talk);
    else this.#look();
  }

  #find(conversation: string): Talk | undefined {
    return this.talks.all.find((each) => each.conversation === conversation);
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'duty') this.#dutyMoved(frame);
    else if (frame.type === 'door') this.#doorMoved(frame);
    else if (frame.type === 'offer') this.#offered(frame);
    else if (frame.type === 'offer-gone') this.#offerGone(frame.offer, goneWords(frame.why));
    else if (frame.type === 'refused' && frame.reason === 'offer_gone') this.#offerGone(this.offer?.offer, sayDesk('offer.race'));
    else if (frame.type === 'whispered') this.#whispered(frame);
    else if (frame.type === 'refused' && frame.re === 'whisper') {
      this.#noting.refused(frame.id ?? '', frame.reason);
      announcer.interrupt(sayDesk('whisper.not_sent'));
    }
    else if (frame.type === 'card') this.#carded(frame);
    else if (frame.type === 'nobody-yet') this.#find(frame.conversation)?.nobodyYet(frame);
    // It goes on without this peer, and nothing that was said in it stays here.
    else if (frame.type === 'refused' && frame.re === 'resume' && frame.reason === 'not_yours') this.#forgetAsides(frame.conversation ?? '');
    else if (frame.type === 'closed') {
      const talk = this.#find(frame.conversation);
      if (talk) announcer.interrupt(endWords(talk));
    }
  }

  #doorMoved({ state, alone }: ServerFrameOf<'door'>): void {
    this.unsupervised = alone === true;
    this.shut = state === 'no_supervisor';
    if (!alone) this.talks.all.forEach((talk) => talk.boardIsRead());
  }

  #carded(card: Carried): void {
    const talk = this.#find(card.conversation);
    if (talk) talk.card = card;
  }

  #whispered(whisper: Whispered): void {
    this.#noting.kept(whisper.id);
    this.#gatherNotes();
    const talk = this.#find(whisper.conversation);
    if (!this.whispers.heard(whisper) || whisper.from === 'peer' || talk === undefined || !talk.isNews(whisper.at)) return;
    talk.count();
    announcer.tell(sayDesk('whisper.one', { supervisor: whisper.by }), whisper.text);
  }

  #putDuty(duty: Duty | undefined): void {
    this.duty = duty;
    // A page that was loaded anew goes on with what the shift began with.
    if (duty?.on && duty.topics && duty.avoid) this.#wanted ??= { capacity: duty.capacity, topics: duty.topics, avoid: duty.avoid };
  }

  #dutyMoved(duty: Duty): void {
    const wasOn = this.duty?.on ?? false;
    const wasLeaving = this.leaving;
    this.#putDuty(duty);
    if (wasLeaving && !duty.on && !this.leaving) {
      this.done = true;
      announcer.tell(sayDesk('duty.done'));
    } else if (wasOn && this.leaving && duty.why === undefined) {
      announcer.tell(sayDesk('duty.leaving'));
    }
    this.notCleared = this.#goingOn && !duty.on && duty.why === undefined;
    this.#goingOn = false;
    const words = this.notCleared ? sayDesk('duty.not_cleared') : offDutyWords(duty);
    if (words !== '') announcer.tell(words);
  }

  #offered(offer: Offer): void {
    this.offer = offer;
    this.notice = '';
    announcer.tell(`${sayDesk('offer.h')} ${offerLine(offer)}`);
  }

  #offerGone(offer: string | undefined, notice: string): void {
    this.#taking = undefined;
    if (this.offer?.offer !== offer) return;
    this.offer = undefined;
    this.notice = notice;
  }
}

/** Why an offer is no more. One that was taken back may have nobody to go to: its seeker left, or wishes for something else. */
function goneWords(why: ServerFrameOf<'offer-gone'>['why']): string {
  if (why === 'declined') return '';
  return sayDesk(why === 'expired' ? 'offer.else' : 'offer.withdrawn');
}

/** A gentle word to whoever has not answered for a while. */
export function nudgeWords(nudge: Exclude<Nudge, 0>, minutes: number): string {
  return sayDesk(nudge === 6 ? 'talk.nudge6' : 'talk.nudge3', { minutes });
}

/** Why a duty ended by itself, said gently; empty when it did not. */
export function offDutyWords({ on, why }: Duty): string {
  if (on || why === undefined || why === 'breather') return '';
  switch (why) {
    case 'missed_offers':
      return sayDesk('duty.why_missed');
    case 'training_over':
      return sayDesk('duty.why_training');
    case 'practice':
      return sayDesk('duty.why_practice');
    case 'changed':
      return sayDesk('duty.why_changed');
    case 'not_listening':
    case 'silent':
      return sayDesk('duty.why_away');
  }
}

/** What a peer reads about an offer: language, topics, wish; never age, band or distress. */
export function offerLine({ language, topics, wants }: Offer): string {
  return sayDesk('offer.line', {
    service_lang: Object.hasOwn(languageNames, language) ? languageNames[language as Language] : language,
    topics: topics.length === 0 ? sayDesk('offer.topics_none') : topics.map(topicName).join(', '),
    want: wants === 'lived' ? sayDesk('offer.want_lived') : sayDesk('offer.want_anyone'),
  });
}

/** What a supervisor did, or came of handing over, said to the peer. */
export function stepWords(talk: Talk, taken: Stepped): string {
  const { step, by: supervisor, peer = '' } = taken;
  if (isOver(step)) return overWords(talk, step, taken);
  const { name: alias } = talk;
  if (isClinicians(step)) return clinicianStepWords(alias, step, taken.by);
  if (isOffer(step)) return offerStepWords(alias, step, taken);
  switch (step) {
    case 'joined':
      return sayDesk('step.joined', { supervisor, alias });
    case 'asked':
      return sayDesk('step.asked', { supervisor, alias });
    case 'declined':
      return sayDesk('step.declined', { alias, peer });
    case 'took_over':
      return sayDesk('take.kept', { supervisor });
    case 'took_over_alone':
    case 'answered':
      return sayDesk('take.step', { supervisor });
    case 'left':
      return sayDesk('step.left_you', { supervisor, alias });
  }
}

/** How a conversation ended, said to the peer. */
export function endWords(talk: Talk): string {
  const last = talk.steps.at(-1);
  if (talk.closed === 'gone' && last?.step === 'handed_over') return sayDesk('over.gone', { alias: talk.name, next: last.peer ?? '' });
  if (talk.closed === 'gone') return talk.standing.part === 'alone' ? `${sayDesk('take.step', { supervisor: talk.standing.by })} ${sayDesk('take.after')}` : sayDesk('talk.moved_on');
  if (talk.closed === 'ended_by_supervisor') return sayDesk('talk.ended_supervisor');
  if (talk.closed === 'blocked') return sayDesk('talk.ended_blocked', { alias: talk.name });
  if (talk.closed === 'ended_by_seeker') return sayDesk('talk.ended_seeker', { alias: talk.name });
  return talk.closed === 'ended_by_peer' ? sayDesk('talk.ended_peer') : sayDesk('talk.ended_left', { alias: talk.name });
}
