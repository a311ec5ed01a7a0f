import type { Talk } from '../conversation/talk.svelte';
import { overStepWords } from '../conversation/over-words';
import { ledHere } from '../conversation/steps';
import type { OverReason, OverStep, Stepped } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** What each reason to hand over is called. */
export const overNames = { shift: 'over.why_shift', break: 'over.why_break', beyond: 'over.why_beyond', lived: 'over.why_lived' } as const satisfies Record<OverReason, string>;

/** Why the seeker is not asked, or nothing can be taken back any more. */
export function overRefusalWords(reason: string, alias: string): string {
  if (reason === 'taken') return sayDesk('over.not_now', { alias });
  if (reason === 'too_fast') return sayDesk('over.often', { alias });
  if (reason === 'decided') return sayDesk('over.late');
  if (reason === 'left') return sayDesk('over.left', { alias });
  return sayDesk('over.failed');
}

/** A step of handing over, told to the peer: their own, or those that led to them. */
export function overWords(talk: Talk, step: OverStep, taken: Stepped): string {
  const alias = talk.name;
  if (ledHere(talk.steps, taken, talk.me)) return overStepWords(alias, step, taken);
  switch (step) {
    case 'over_asked':
      return sayDesk('over.asked', { alias });
    case 'over_declined':
      return sayDesk('over.declined', { alias });
    case 'over_agreed':
      return sayDesk('over.said_yes', { alias });
    case 'over_back':
      return sayDesk('over.carry_on', { alias });
    case 'over_nobody':
      return sayDesk('over.no_one', { alias });
    case 'handed_over':
      return sayDesk('over.gone', { alias, next: taken.peer ?? '' });
  }
}
