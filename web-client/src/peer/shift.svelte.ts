import type { PassSource } from '../connection/connection';
import { announcer } from '../conversation/announcer';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import { Whispers } from '../conversation/whispers.svelte';
import { decodeAtDesk } from '../protocol/desk-codec';
import type { Duty, Felt, Offer, ServerFrame, Stepped, Whispered } from '../protocol/frames';
import { topicName } from '../words/say';
import { sayDesk } from '../words/say-desk';
import { languageNames, type Language } from '../words/language.svelte';

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
  chosen = $state.raw<Talk | undefined>();
  readonly talks: Talks;
  readonly whispers = new Whispers();
  #goingOn = false;

  constructor(pass: PassSource) {
    this.talks = new Talks(pass, {
      welcomed: (welcome) => {
        this.duty = welcome.duty;
        this.#goingOn = false;
        this.notCleared = false;
        this.unsupervised = false;
        // An offer that is still open is sent again.
        this.offer = undefined;
      },
      opened: (talk) => this.#opened(talk),
      stepped: (talk, step) => announcer.tell(stepWords(talk, step)),
      other: (frame) => this.#hear(frame),
    }, { decode: decodeAtDesk });
  }

  /** Closes the connection and drops every word from memory. */
  wipe(): void {
    this.talks.wipe();
    this.whispers.wipe();
  }

  goOn(capacity: number, topics: readonly string[]): void {
    this.#goingOn = true;
    this.talks.send({ type: 'duty', on: true, capacity, topics: [...topics] });
  }

  goOff(): void {
    this.talks.send({ type: 'duty', on: false });
  }

  accept(): void {
    if (this.offer) this.talks.send({ type: 'accept', offer: this.offer.offer });
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

  choose(talk: Talk | undefined): void {
    this.chosen = talk;
    for (const each of this.talks.all) each.look(each === talk);
  }

  putAway(talk: Talk): void {
    this.talks.putAway(talk);
    this.whispers.forget(talk.conversation);
    this.choose(this.talks.all[0]);
  }

  #opened(talk: Talk): void {
    this.offer = undefined;
    this.notice = '';
    talk.look(talk === this.chosen);
    if (this.chosen === undefined) this.choose(talk);
  }

  #find(conversation: string): Talk | undefined {
    return this.talks.all.find((each) => each.conversation === conversation);
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'duty') this.#dutyMoved(frame);
    else if (frame.type === 'door') this.unsupervised = frame.state === 'no_supervisor';
    else if (frame.type === 'offer') this.#offered(frame);
    else if (frame.type === 'offer-gone') this.#offerGone(frame.offer, frame.why === 'declined' ? '' : sayDesk('offer.else'));
    else if (frame.type === 'refused' && frame.reason === 'offer_gone') this.#offerGone(this.offer?.offer, sayDesk('offer.race'));
    else if (frame.type === 'whispered') this.#whispered(frame);
    else if (frame.type === 'nobody-yet') this.#find(frame.conversation)?.nobodyYet();
    // It goes on without this peer, and nothing that was said in it stays here.
    else if (frame.type === 'refused' && frame.re === 'resume' && frame.reason === 'not_yours') this.whispers.forget(frame.conversation ?? '');
    else if (frame.type === 'closed') {
      const talk = this.#find(frame.conversation);
      if (talk) announcer.interrupt(endWords(talk));
    }
  }

  #whispered(whisper: Whispered): void {
    const talk = this.#find(whisper.conversation);
    if (!this.whispers.heard(whisper) || talk === undefined || !talk.isNews(whisper.at)) return;
    talk.count();
    announcer.tell(sayDesk('whisper.one', { supervisor: whisper.by, text: whisper.text }));
  }

  #dutyMoved(duty: Duty): void {
    this.duty = duty;
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
    if (this.offer?.offer !== offer) return;
    this.offer = undefined;
    this.notice = notice;
  }
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

/** What a supervisor did, said to the peer. */
export function stepWords({ name: alias }: Talk, { step, by: supervisor, peer = '' }: Stepped): string {
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
  if (talk.closed === 'gone') return talk.standing.part === 'alone' ? `${sayDesk('take.step', { supervisor: talk.standing.by })} ${sayDesk('take.after')}` : sayDesk('talk.moved_on');
  if (talk.closed === 'ended_by_supervisor') return sayDesk('talk.ended_supervisor');
  if (talk.closed === 'blocked') return sayDesk('talk.ended_blocked', { alias: talk.name });
  if (talk.closed === 'ended_by_seeker') return sayDesk('talk.ended_seeker', { alias: talk.name });
  return talk.closed === 'ended_by_peer' ? sayDesk('talk.ended_peer') : sayDesk('talk.ended_left', { alias: talk.name });
}
