import type { Raised } from '../conversation/talk.svelte';
import { sayDesk } from '../words/say-desk';

/** What each reason to raise a hand is called. */
export const handNames = { quick: 'hand.quick', watch: 'hand.watch', danger: 'hand.danger', me: 'hand.me', out: 'hand.out' } as const;

/** What came of a raised hand. */
export function handWords({ state, by, nobody, heard }: Raised, unsupervised: boolean): string {
  if (state === 'failed') return sayDesk('hand.failed');
  if (state === 'asked') return sayDesk('hand.sending');
  if (by !== undefined) return sayDesk('hand.seen', { supervisor: by });
  // Nobody was there to be told. That nobody has come is said of those who are there by then.
  if (unsupervised || !(heard || nobody)) return sayDesk('hand.none');
  return nobody ? sayDesk('hand.nobody') : sayDesk('hand.sent');
}
