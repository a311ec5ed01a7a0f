import { sayDesk } from '../words/say-desk';
import type { StillOpen } from './left';
import { askWords } from './team.svelte';

/** Something that is open, in words for whoever comes next. */
export function openWords({ kind, seeker, peer, lane, why, held, deleteAsked, has, what }: StillOpen): string {
  const alias = seeker ?? sayDesk('board.archived');
  if (kind === 'conversation') return sayDesk('shift.in_chat', { supervisor: has ?? '', alias });
  if (kind === 'block') return sayDesk('shift.block', { alias });
  if (kind === 'passing') return sayDesk('shift.passing', { supervisor: has ?? '', alias });
  if (kind === 'ask') return askWords({ what: what ?? 'talk', name: peer ?? '' });
  if (kind === 'debrief') return sayDesk('shift.debrief', { peer: peer ?? '' });
  if (kind === 'follow-up') return `${alias}. ${sayDesk('shift.follow', { supervisor: has ?? '' })}`;
  const who = !peer ? alias : `${alias}, ${sayDesk('board.with', { peer })}`;
  const where = lane === 'now' ? sayDesk('board.lane_now') : sayDesk('board.lane_soon');
  return [
    `${who}.`,
    !why ? `${where}.` : `${where}: ${why}`,
    ...(held ? [sayDesk('shift.held')] : []),
    ...(deleteAsked ? [sayDesk('shift.delete')] : []),
    !has ? sayDesk('board.nobody') : sayDesk('board.has', { supervisor: has }),
  ].join(' ');
}
