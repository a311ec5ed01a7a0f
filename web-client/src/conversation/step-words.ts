import type { Stepped } from '../protocol/frames';
import { say } from '../words/say';

/** What the seeker is asked, by why the peer hands over. */
const asks = { shift: 'over.shift', break: 'over.break', beyond: 'over.beyond', lived: 'over.lived' } as const;

/** What the seeker reads of a step. The desk shows the same sentence before the step is taken, so that nobody is told anything else than was meant. */
export function seekerReads({ step, by, peer = '', why, what }: Pick<Stepped, 'step' | 'by' | 'peer' | 'why' | 'what'>): string {
  switch (step) {
    case 'over_asked':
      return say(asks[why ?? 'break'], { peer: by });
    case 'over_declined':
      return say('sup.declined', { peer: by });
    case 'over_agreed':
      return say('over.agreed', { peer: by });
    case 'over_back':
      return say('over.back', { peer: by });
    case 'over_nobody':
      return say('over.nobody', { peer: by });
    case 'handed_over':
      return say('over.done', { peer: by, next: peer });
    case 'clinician_asked':
      return `${say('pro.offer')} ${say('pro.who', { clinician: by })} ${say('pro.reads')}`;
    case 'clinician_declined':
      return say('pro.declined');
    case 'clinician_agreed':
      return say('pro.agreed', { clinician: by });
    case 'clinician_nobody':
      return say('pro.nobody', { clinician: by });
    case 'clinician_joined':
      return say('pro.joined', { clinician: by, more: say('menu.label') });
    case 'clinician_left':
      return say('pro.left', { clinician: by });
    case 'clinician_back':
      return say('pro.back', { clinician: by });
    case 'offer_asked':
      return say(what === 'lines' ? 'resource.ask' : 'resource.ask_small', { peer: by });
    case 'offer_yes':
      return say(what === 'lines' ? 'resource.lines' : 'resource.small');
    case 'offer_no':
      return say('resource.none');
    case 'joined':
      return say('sup.join', { supervisor: by, peer });
    case 'asked':
      return say('sup.take_ask', { supervisor: by, peer });
    case 'declined':
      return say('sup.declined', { peer });
    case 'took_over':
      // There is no hidden reader: who writes no more and still reads is named.
      return `${say('sup.take', { supervisor: by })} ${say('sup.take_reads', { peer })}`;
    case 'took_over_alone':
      return say('sup.take_alone', { supervisor: by, peer });
    case 'answered':
      return say('sup.answered', { supervisor: by });
    case 'left':
      return say('sup.left', { supervisor: by, peer });
  }
}
