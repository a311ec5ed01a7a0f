import type { OfferStep, Resource, Stepped } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

/** What may help, as the desk names it. */
export const resourceNames = { lines: 'res.lines', breath: 'res.breath', senses: 'res.senses', cold: 'res.cold' } as const satisfies Record<Resource, string>;

/** That something was offered, and what the seeker said, told to everybody who works here. */
export function offerStepWords(alias: string, step: OfferStep, { what = 'lines' }: Stepped): string {
  const thing = sayDesk(resourceNames[what]);
  switch (step) {
    case 'offer_asked':
      return sayDesk('res.asked', { alias, what: thing });
    case 'offer_yes':
      return sayDesk('res.yes', { alias, what: thing });
    case 'offer_no':
      return sayDesk('res.no', { alias });
  }
}

/** Why the seeker is not asked. */
export function offerRefusalWords(reason: string, alias: string): string {
  if (reason === 'already' || reason === 'taken') return sayDesk('res.busy', { alias });
  if (reason === 'decided') return sayDesk('res.decided', { alias });
  return reason === 'left' ? sayDesk('mode.seeker_left', { alias }) : sayDesk('res.failed');
}
