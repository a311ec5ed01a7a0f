import type { Talks } from './talks.svelte';

/** Whether a conversation is open at this desk. No sign-in ends then (G10), so nobody is asked whether they are still there. */
export const talking = $state({ now: false });

/** Follows the conversations of a desk for as long as it is shown; what is only read counts too. */
export function followTalks(talks: Pick<Talks, 'state' | 'all'>): void {
  $effect(() => {
    talking.now = talks.state.at === 'open' && talks.all.some(({ closed }) => closed === undefined);
    return () => (talking.now = false);
  });
}
