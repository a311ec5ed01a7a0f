import type { OverReason, OverStep, Stepped } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

const overWhy = { shift: 'step.why_shift', break: 'step.why_break', beyond: 'step.why_beyond', lived: 'step.why_lived' } as const satisfies Record<OverReason, string>;

/** A step of handing over, told to who is neither of the two. */
export function overStepWords(alias: string, step: OverStep, { by: peer, peer: next = '', why = 'break' }: Stepped): string {
  switch (step) {
    case 'over_asked':
      return sayDesk('step.over_asked', { peer, alias, why: sayDesk(overWhy[why]) });
    case 'over_declined':
      return sayDesk('step.declined', { alias, peer });
    case 'over_agreed':
      return sayDesk('step.over_agreed', { alias, peer });
    case 'over_back':
      return sayDesk('step.over_back', { alias, peer });
    case 'over_nobody':
      return sayDesk('step.over_nobody', { alias, peer });
    case 'handed_over':
      return sayDesk('step.handed_over', { next, peer });
  }
}
