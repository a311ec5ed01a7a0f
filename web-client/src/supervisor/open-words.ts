import { sayDesk } from '../words/say-desk';
import type { StillOpen } from './left';

/** Something that is open, in words for whoever comes next. */
export function openWords({ kind, seeker, peer, lane, why, held, has }: StillOpen): string {
  const alias = seeker ?? sayDesk('board.archived');
  if (kind === 'conversation') return sayDesk('shift.in_chat', { supervisor: has ?? '', alias });
  if (kind === 'block') return sayDesk('shift.block', { alias });
  const who = !peer ? alias : `${alias}, ${sayDesk('board.with', { peer })}`;
  const where = lane === 'now' ? sayDesk('board.lane_now') : sayDesk('board.lane_soon');
  return [
    `${who}.`,
    !why ? `${where}.` : `${where}: ${why}`,
    ...(held ? [sayDesk('shift.held')] : []),
    !has ? sayDesk('board.nobody') : sayDesk('board.has', { supervisor: has }),
  ].join(' ');
}
