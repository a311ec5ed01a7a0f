import type { PassSource } from '../connection/connection';
import { announcer } from '../conversation/announcer';
import { clinicianStepWords } from '../conversation/clinician-words';
import { offerStepWords } from '../conversation/offer-words';
import { overStepWords } from '../conversation/over-words';
import { isClinicians, isOffer, isOver } from '../conversation/steps';
import type { Talk } from '../conversation/talk.svelte';
import { Talks } from '../conversation/talks.svelte';
import { decodeAtDesk } from '../protocol/desk-codec';
import type { Consent, ServerFrame, Stepped } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** One clinician at their desk: duty, the seekers who said yes, and the conversations that they are in. There is nothing else to see. */
export class OnCall {
  onDuty = $state(false);
  waiting = $state.raw<readonly Consent[]>([]);
  chosen = $state.raw<Talk | undefined>();
  /** What came of the last thing that was tried, where it was not what was wanted. */
  notice = $state('');
  readonly talks: Talks;

  constructor(pass: PassSource) {
    this.talks = new Talks(pass, {
      welcomed: (welcome) => {
        this.onDuty = welcome.duty?.on ?? false;
        this.notice = '';
      },
      opened: (talk) => {
        this.notice = '';
        this.choose(talk);
      },
      stepped: (talk, step) => announcer.tell(stepWords(talk, step)),
      other: (frame) => this.#hear(frame),
    }, { decode: decodeAtDesk });
  }

  /** Closes the connection and drops every word from memory. */
  wipe(): void {
    this.talks.wipe();
    this.waiting = [];
  }

  goOn(): void {
    this.talks.send({ type: 'duty', on: true });
  }

  goOff(): void {
    this.talks.send({ type: 'duty', on: false });
  }

  join({ conversation }: Consent): void {
    this.#act({ type: 'join-in', conversation });
  }

  /** Does not come to somebody who said yes, or leaves a conversation. */
  leave({ conversation }: Pick<Consent, 'conversation'>): void {
    this.#act({ type: 'step-out', conversation });
  }

  choose(talk: Talk | undefined): void {
    this.chosen = talk;
    for (const each of this.talks.all) each.look(each === talk);
  }

  putAway(talk: Talk): void {
    this.talks.putAway(talk);
    if (this.chosen === talk) this.choose(this.talks.all[0]);
  }

  #act(frame: Parameters<Talks['send']>[0]): void {
    this.notice = this.talks.send(frame) ? '' : sayDesk('clin.trouble');
  }

  #hear(frame: ServerFrame): void {
    if (frame.type === 'duty') this.onDuty = frame.on;
    else if (frame.type === 'consents') this.#waits(frame.waiting);
    else if (frame.type === 'refused' && (frame.re === 'join-in' || frame.re === 'step-out')) this.notice = sayDesk('clin.trouble');
  }

  /** Each who said yes is told once. */
  #waits(waiting: readonly Consent[]): void {
    const known = new Set(this.waiting.map(({ conversation }) => conversation));
    this.waiting = waiting;
    for (const { conversation, seeker } of waiting) {
      if (!known.has(conversation)) announcer.tell(sayDesk('clin.waits', { alias: seeker }));
    }
  }
}

/** What others did, said to the clinician. */
export function stepWords({ name: alias, peer: now = '' }: Talk, taken: Stepped): string {
  const { step, by: supervisor, peer = now } = taken;
  if (isOver(step)) return overStepWords(alias, step, taken);
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
      return sayDesk('step.took_over', { supervisor, alias, peer });
    case 'took_over_alone':
      return sayDesk('step.took_over_alone', { supervisor, alias, peer });
    case 'answered':
      return sayDesk('step.answered', { supervisor, alias });
    case 'left':
      return sayDesk('step.left', { supervisor, peer });
  }
}

/** How a conversation ended for this clinician. */
export function endWords(talk: Talk): string {
  if (talk.closed !== 'gone') return sayDesk('peek.ended');
  const last = talk.steps.at(-1)?.step;
  if (last === 'clinician_back') return sayDesk('clin.out', { alias: talk.name });
  return last === 'clinician_left' ? sayDesk('clin.left') : sayDesk('clin.gone');
}
