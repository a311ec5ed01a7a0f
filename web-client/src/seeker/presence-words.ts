import type { Talk } from '../conversation/talk.svelte';
import { sayBack } from '../words/say-back';

/** The part of a conversation that says who is there. */
type Present = Pick<Talk, 'presence' | 'name' | 'lines'>;

/** No supervisor is on shift. That the peer is still there is said only while they are. */
export function aloneWords({ presence, name }: Present): string {
  return presence === 'here' ? sayBack('sup.none', { peer: name }) : sayBack('sup.none_away');
}

/** A supervisor has stopped reading. */
export function leftWords({ presence, name }: Present, supervisor: string): string {
  return presence === 'here' ? sayBack('sup.left', { supervisor, peer: name }) : sayBack('sup.left_away', { supervisor });
}

/** The connection is back. What is not kept yet, nobody can see; and nobody sees anything while they are away. */
export function backWords({ presence, name, lines }: Present): string {
  if (lines.some(({ state }) => state === 'sending' || state === 'waiting')) return sayBack('conn.back_sending');
  return presence === 'here' ? sayBack('conn.back', { peer: name }) : sayBack('conn.back_away');
}
