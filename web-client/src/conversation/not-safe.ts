import type { Carried } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';

const SAID = { no: 'talk.safe_no', unsure: 'talk.safe_unsure' } as const;

/** That somebody said in line that they are not safe, or not sure of it; empty where they did not. */
export const notSafe = (card: Carried | undefined): string => (card?.safe === undefined ? '' : sayDesk(SAID[card.safe]));

/** The same to their peer, who is told that a supervisor can see it only where one is there. */
export function notSafeToPeer(card: Carried | undefined, unsupervised: boolean): string {
  const said = notSafe(card);
  return said === '' ? '' : `${said} ${sayDesk(card?.told && !unsupervised ? 'talk.safe_seen' : 'talk.safe_hand')}`;
}
