import type { Door, DoorState } from '../protocol/frames';
import { say, timeOfDay, weekday } from '../words/say';

/** The door as the front page knows it: nothing is there before the first answer. */
export type AtTheDoor = { at: 'asking' } | { at: 'unknown' } | { at: 'down' } | { at: 'known'; state: DoorState; waitMin?: number; waitMax?: number; closesAt?: number; opensAt?: number; now?: number };

const STATES: readonly string[] = ['open', 'no_peer', 'no_supervisor', 'full', 'numbers', 'not_open'] satisfies DoorState[];
/** From this many minutes at the least, it is busy. */
const BUSY_FROM = 15;
const SOON_MS = 18 * 3_600_000;

/** Asks whether somebody is there. What cannot be told is unknown, never open; that our side is down is known only when it says so itself. */
export async function askTheDoor(language: string): Promise<AtTheDoor> {
  try {
    const answer = await fetch(`/api/door?language=${encodeURIComponent(language)}`);
    if (answer.status >= 500) return { at: 'down' };
    if (!answer.ok) return { at: 'unknown' };
    const told = (await answer.json()) as { state?: unknown; waitMin?: number; waitMax?: number; closesAt?: number; opensAt?: number; now?: unknown };
    if (typeof told.state !== 'string' || !STATES.includes(told.state)) return { at: 'unknown' };
    const { waitMin, waitMax, closesAt, opensAt, now } = told;
    return {
      at: 'known',
      state: told.state as DoorState,
      ...(typeof waitMin === 'number' && typeof waitMax === 'number' ? { waitMin, waitMax } : {}),
      ...(typeof closesAt === 'number' ? { closesAt } : {}),
      ...(typeof opensAt === 'number' ? { opensAt } : {}),
      ...(typeof now === 'number' ? { now } : {}),
    };
  } catch {
    return { at: 'unknown' };
  }
}

/** A closed door, in words: until when, if that is known. How far that is, the server's clock says: the reader's may be a day wrong. */
export function doorWords({ opensAt, state }: Pick<Door, 'opensAt'> & { state?: DoorState }, now: number = Date.now()): string {
  if (state === 'not_open') return say('landing.not_open');
  if (state === 'numbers') return say('landing.numbers');
  if (opensAt === undefined) return say('landing.full');
  const time = timeOfDay(opensAt);
  return opensAt - now < SOON_MS ? say('landing.closed', { time }) : say('landing.closed_day', { day: weekday(opensAt), time });
}

/** What the front page says about the door; empty while nothing is known. */
export function availability(door: AtTheDoor, late: boolean): string {
  if (door.at === 'asking') return '';
  if (door.at === 'down') return say('landing.down');
  if (door.at === 'unknown') return say('landing.unknown');
  if (door.state !== 'open') return doorWords(door, door.now);
  return door.closesAt === undefined ? openWords(door, late) : `${openWords(door, late)} ${closingWords(door.closesAt)}`;
}

function openWords({ waitMin, waitMax }: { waitMin?: number; waitMax?: number }, late: boolean): string {
  if (waitMin === undefined || waitMax === undefined) return say('landing.here');
  const range = { low: waitMin, high: waitMax };
  if (waitMin < BUSY_FROM) return say('landing.open', range);
  return late ? say('landing.busy', range) : say('landing.busy_day', range);
}

/** Until when new chats begin. */
export function closingWords(closesAt: number): string {
  return say('landing.closing', { time: timeOfDay(closesAt) });
}
