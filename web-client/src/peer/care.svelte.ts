import type { CareSource, CareWhat, OwnCareLook } from './care';

/** What this peer asked the supervisors for, and what came back. */
export class OwnCare {
  asked = $state.raw<OwnCareLook['asked']>();
  /** The latest thanks that this page has not put away. */
  thanks = $state.raw<OwnCareLook['thanks'][number] | undefined>();
  /** The name of the supervisor who is beside them. */
  beside = $state<string | undefined>();
  /** A supervisor should be beside them. */
  supervised = $state(false);
  /** How they said they are tonight. */
  how = $state<number | undefined>();
  /** Since when supervisors see that somebody should talk a hard conversation over with them; not what this page has put away. */
  debrief = $state<number | undefined>();
  /** They have been on duty for long without a break. */
  breakDue = $state(false);
  /** What is recorded that they have lived; unknown before the first answer. */
  topics = $state.raw<readonly string[] | undefined>();
  /** It could not be asked. */
  failed = $state(false);
  /** How often this page asked, or put something away: the button that was pressed may be gone then. */
  presses = $state(0);
  /** An answer that was on its way before a press says what was before it. */
  #looks = 0;
  #putAway = 0;
  #debriefAway = 0;

  readonly #source: Omit<CareSource, 'tonight'>;

  constructor(source: Omit<CareSource, 'tonight'>) {
    this.#source = source;
  }

  /** Where nobody can be asked, what is shown stays. */
  async look(): Promise<void> {
    this.#looks += 1;
    const looks = this.#looks;
    const look = await this.#source.ownCare().catch(() => undefined);
    if (look === undefined || looks !== this.#looks) return;
    this.asked = look.asked ?? undefined;
    this.beside = look.beside ?? undefined;
    this.supervised = look.supervised ?? this.supervised;
    this.how = look.how ?? undefined;
    this.debrief = look.debrief && look.debrief > this.#debriefAway ? look.debrief : undefined;
    this.breakDue = look.breakDue;
    // The same list again moves nothing under a hand.
    if (look.topics && this.topics?.join() !== look.topics.join()) this.topics = look.topics;
    const latest = look.thanks[0];
    this.thanks = latest !== undefined && latest.at > this.#putAway ? latest : undefined;
  }

  async ask(what: CareWhat | 'none'): Promise<void> {
    this.#looks += 1;
    this.failed = (await this.#source.askFor(what)) !== 'done';
    await this.look();
    this.presses += 1;
  }

  async sayHow(how: number): Promise<void> {
    this.#looks += 1;
    this.failed = (await this.#source.sayHow(how)) !== 'done';
    await this.look();
  }

  putDebriefAway(): void {
    this.#debriefAway = this.debrief ?? this.#debriefAway;
    this.debrief = undefined;
    this.presses += 1;
  }

  putThanksAway(): void {
    this.#putAway = this.thanks?.at ?? this.#putAway;
    this.thanks = undefined;
    this.presses += 1;
  }
}
