import type { Stepped } from '../protocol/frames';

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

/** The steps with one more in its place. A step comes again and again and is known by its number; the same steps are answered when it is. */
export function withStep(steps: readonly Stepped[], step: Stepped): readonly Stepped[] {
  if (steps.some(({ n }) => n === step.n)) return steps;
  return [...steps, step].sort((one, other) => one.n - other.n);
}
