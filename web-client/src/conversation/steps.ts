import type { ClinicianStep, OfferStep, OverStep, Stepped } from '../protocol/frames';

/** Which part a supervisor has in a conversation, after the steps that were taken. */
export interface Standing {
  /** `watching`: none, or they only read. `alone`: no peer is in it any more, or none ever was. */
  readonly part: 'watching' | 'joined' | 'took_over' | 'alone';
  /** Who it is that writes; nobody while it is `watching`. */
  readonly by: string;
  /** Who would go on with the seeker; empty when nothing is being asked. */
  readonly asking: string;
}

const NOBODY: Standing = { part: 'watching', by: '', asking: '' };

/** What the steps come to, the oldest first. */
export function standing(steps: readonly Stepped[]): Standing {
  return steps.reduce((before, { step, by }): Standing => {
    switch (step) {
      // What a peer hands over changes nothing about the supervisor, and neither does a clinician, or what is offered.
      case 'offer_asked':
      case 'offer_yes':
      case 'offer_no':
      case 'clinician_asked':
      case 'clinician_declined':
      case 'clinician_agreed':
      case 'clinician_nobody':
      case 'clinician_joined':
      case 'clinician_left':
      case 'clinician_back':
      case 'over_asked':
      case 'over_declined':
      case 'over_agreed':
      case 'over_back':
      case 'over_nobody':
        return before;
      case 'handed_over':
        return { ...before, asking: '' };
      case 'joined':
        return { part: 'joined', by, asking: '' };
      case 'asked':
        return { ...before, asking: by };
      case 'declined':
        return { ...before, asking: '' };
      case 'took_over':
        return { part: 'took_over', by, asking: '' };
      case 'took_over_alone':
      case 'answered':
        return { part: 'alone', by, asking: '' };
      case 'left':
        return NOBODY;
    }
  }, NOBODY);
}

/** How far a peer's wish to hand over is: nowhere, the seeker is asked, or another is looked for. `last` is the step in which they asked. */
export interface Handing {
  readonly state: 'no' | 'asked' | 'looking';
  readonly last?: Stepped;
}

/** What the steps come to, for handing over. */
export function handing(steps: readonly Stepped[]): Handing {
  return steps.reduce((before: Handing, step): Handing => {
    if (step.step === 'over_asked') return { state: 'asked', last: step };
    if (step.step === 'over_agreed') return { ...before, state: 'looking' };
    return isOver(step.step) ? { state: 'no' } : before;
  }, { state: 'no' });
}

/** How far it is with a clinician: nowhere, the seeker is asked, said yes, or said no for good; or the clinician is here. */
export interface Consulting {
  readonly state: 'none' | 'asked' | 'coming' | 'here' | 'no';
  /** Who that is; empty while it is `none`. */
  readonly by: string;
  /** The step in which the seeker was asked, where this page has it. */
  readonly asked?: Stepped;
}

const NO_CLINICIAN: Consulting = { state: 'none', by: '' };

/** What the steps come to, for a clinician. */
export function consulting(steps: readonly Stepped[]): Consulting {
  return steps.reduce((before: Consulting, step): Consulting => {
    switch (step.step) {
      case 'clinician_asked':
        return { state: 'asked', by: step.by, asked: step };
      case 'clinician_agreed':
        return { ...before, state: 'coming', by: step.by };
      case 'clinician_joined':
        return { ...before, state: 'here', by: step.by };
      case 'clinician_declined':
      case 'clinician_back':
        return { state: 'no', by: step.by };
      case 'clinician_nobody':
      case 'clinician_left':
        return NO_CLINICIAN;
      default:
        return before;
    }
  }, NO_CLINICIAN);
}

/** The step in which the seeker is asked whether something that may help may come, until they answer; nothing once who asked is not in it any more. */
export function offered(steps: readonly Stepped[], here: readonly string[]): Stepped | undefined {
  const last = steps.findLast(({ step }) => isOffer(step));
  return last?.step === 'offer_asked' && here.includes(last.by) ? last : undefined;
}

/** Whether a step is about something that may help. */
export function isOffer(step: Stepped['step']): step is OfferStep {
  return step.startsWith('offer_');
}

/** Whether a step is about a clinician. */
export function isClinicians(step: Stepped['step']): step is ClinicianStep {
  return step.startsWith('clinician_');
}

/** Whether a step is one of handing over, and no supervisor's. */
export function isOver(step: Stepped['step']): step is OverStep {
  return step === 'handed_over' || step.startsWith('over_');
}

/** Whether a step led to the peer of this name, who came by a hand-over: then it is not about them. It is for who went by the same step. */
export function ledHere(steps: readonly Stepped[], { n }: Stepped, name: string): boolean {
  const last = steps.findLast(({ step }) => step === 'handed_over');
  return last !== undefined && n <= last.n && (last.by !== name || last.peer === name);
}

/** The steps with one more in its place. A step comes again and again and is known by its number; the same steps are answered when it is. */
export function withStep(steps: readonly Stepped[], step: Stepped): readonly Stepped[] {
  if (steps.some(({ n }) => n === step.n)) return steps;
  return [...steps, step].sort((one, other) => one.n - other.n);
}
