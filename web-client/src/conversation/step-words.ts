import type { Stepped } from '../protocol/frames';
import { sayBack } from '../words/say-back';

/** What the seeker is asked, by why the peer hands over. */
const asks = { shift: 'over.shift', break: 'over.break', beyond: 'over.beyond', lived: 'over.lived' } as const;

/** What the seeker reads of a step. The desk shows the same sentence before the step is taken, so that nobody is told anything else than was meant. */
export function seekerReads({ step, by, peer = '', why, what }: Pick<Stepped, 'step' | 'by' | 'peer' | 'why' | 'what'>): string {
  switch (step) {
    case 'over_asked':
      return sayBack(asks[why ?? 'break'], { peer: by });
    case 'over_declined':
      return sayBack('sup.declined', { peer: by });
    case 'over_agreed':
      return sayBack('over.agreed', { peer: by });
    case 'over_back':
      return sayBack('over.back', { peer: by });
    case 'over_nobody':
      return sayBack('over.nobody', { peer: by });
    case 'handed_over':
      return sayBack('over.done', { peer: by, next: peer });
    case 'clinician_asked':
      return `${sayBack('pro.offer')} ${sayBack('pro.who', { clinician: by })} ${sayBack('pro.reads')}`;
    case 'clinician_declined':
      return sayBack('pro.declined');
    case 'clinician_agreed':
      return sayBack('pro.agreed', { clinician: by });
    case 'clinician_nobody':
      return sayBack('pro.nobody', { clinician: by });
    case 'clinician_joined':
      return sayBack('pro.joined', { clinician: by, more: sayBack('menu.label') });
    case 'clinician_left':
      return sayBack('pro.left', { clinician: by });
    case 'clinician_back':
      return sayBack('pro.back', { clinician: by });
    case 'offer_asked':
      return sayBack(what === 'lines' ? 'resource.ask' : 'resource.ask_small', { peer: by });
    case 'offer_yes':
      return sayBack(what === 'lines' ? 'resource.lines' : 'resource.small');
    case 'offer_no':
      return sayBack('resource.none');
    case 'joined':
      return sayBack('sup.join', { supervisor: by, peer });
    case 'asked':
      return sayBack('sup.take_ask', { supervisor: by, peer });
    case 'declined':
      return sayBack('sup.declined', { peer });
    case 'took_over':
      // There is no hidden reader: who writes no more and still reads is named.
      return `${sayBack('sup.take', { supervisor: by })} ${sayBack('sup.take_reads', { peer })}`;
    case 'took_over_alone':
      return sayBack('sup.take_alone', { supervisor: by, peer });
    case 'answered':
      return sayBack('sup.answered', { supervisor: by });
    case 'left':
      return sayBack('sup.left', { supervisor: by, peer });
  }
}
