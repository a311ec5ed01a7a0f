import type { Standing } from '../conversation/steps';

/** How a supervisor writes. Only whispering is a choice of this page; the others follow from the steps that the server told. */
export type Mode = 'whisper' | 'join' | 'take_keep' | 'take_alone';

/** `aside`: the supervisor takes part, and turns to the peer alone for a moment. */
export function modeOf({ part, by }: Standing, me: string, aside: boolean): Mode {
  if (by !== me || part === 'watching') return 'whisper';
  if (part === 'alone') return 'take_alone';
  if (aside) return 'whisper';
  return part === 'joined' ? 'join' : 'take_keep';
}
