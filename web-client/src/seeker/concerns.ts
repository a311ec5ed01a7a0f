import type { Raised, Talk } from '../conversation/talk.svelte';
import type { RaisedWhat } from '../protocol/frames';
import { say } from '../words/say';
import { sayBack } from '../words/say-back';

/** What each thing that can be raised is called. */
export const concernNames = {
  peer_lane: 'wrong.lane',
  peer_unsafe: 'wrong.unsafe',
  home_unsafe: 'wrong.home',
  need_supervisor: 'wrong.sup',
  supervisor: 'wrong.about_sup',
} as const;

/** What makes sense to raise now: nothing about a peer who is not there, and no wish for a supervisor who is. */
export function mayRaise({ other, standing }: Talk): RaisedWhat[] {
  const peer = other.role === 'peer';
  return [
    ...(peer ? (['peer_lane', 'peer_unsafe'] as const) : []),
    'home_unsafe',
    ...(peer && standing.part === 'watching' ? (['need_supervisor'] as const) : []),
    'supervisor',
  ];
}

/** What came of it, and who can see it. */
export function concernWords({ what, state, by, heard }: Raised): string {
  if (state === 'failed') return say('wrong.failed');
  if (state === 'asked') return sayBack('wrong.sending');
  if (by !== undefined) return sayBack('wrong.seen', { by });
  const none = sayBack('wrong.sent_none');
  switch (what) {
    case 'need_supervisor':
      return heard ? sayBack('sup.asked') : none;
    case 'supervisor':
      return sayBack('wrong.sent_sup');
    case 'home_unsafe':
      return `${heard ? sayBack('wrong.sent_home') : none} ${say('danger.cannot')}`;
    default:
      return heard ? sayBack('wrong.sent') : `${none} ${sayBack('wrong.unseen')}`;
  }
}
