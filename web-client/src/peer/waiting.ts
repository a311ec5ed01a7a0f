import type { Line, Talk } from '../conversation/talk.svelte';

const MINUTE_MS = 60_000;
/** A short line is enough; and after this long, is a hand needed? */
const FIRST = 3;
const SECOND = 6;

export type Nudge = 0 | typeof FIRST | typeof SECOND;

/** Since when a seeker waits for words; undefined when they do not. What was refused or given back did not reach them, and what a supervisor wrote did. */
export function waitingSince(lines: readonly Line[]): number | undefined {
  const answered = lines.reduce((last, { mine, from, state, at }) => {
    const reached = mine ? state !== 'refused' && state !== 'returned' : from.role !== 'seeker';
    return reached ? Math.max(last, at) : last;
  }, -Infinity);
  return lines.find(({ mine, from, at }) => !mine && from.role === 'seeker' && at > answered)?.at;
}

/** How many whole minutes the seeker has waited for this peer; 0 where nothing is to be written by them. */
export function minutesWaiting(talk: Pick<Talk, 'lines' | 'closed' | 'presence' | 'takenOver'>, now: number): number {
  if (talk.closed !== undefined || talk.presence === 'left' || talk.takenOver) return 0;
  const since = waitingSince(talk.lines);
  return since === undefined ? 0 : Math.max(0, Math.floor((now - since) / MINUTE_MS));
}

/** Which nudge that many minutes call for. */
export function nudgeAt(minutes: number): Nudge {
  if (minutes >= SECOND) return SECOND;
  return minutes >= FIRST ? FIRST : 0;
}
