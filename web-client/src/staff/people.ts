import type { Recorded, Wanted } from './account';

/** What a coordinator has to know about a peer's training today. */
export type Standing = { is: 'practice' | 'untrained' | 'good' } | { is: 'ended'; on: string } | { is: 'ending'; days: number };

/** What cannot be, in the order of the lines of the form. */
export type Fault = 'name' | 'days_needed' | 'day_ahead' | 'until_wrong' | 'language';

const DAY_MS = 86_400_000;
/** From here on the end of a training is marked. */
const SOON_DAYS = 30;
/** Longer than any training counts, so it is a slip of the hand. */
const MOST_YEARS = 5;
/** Years that stand in the field for a moment while one is typed. */
const FIRST_DAY = '2000-01-01';
const NAME = /^[\p{L}\p{M}\p{N} .'’-]{1,40}$/u;

/** The day that the server counts by. */
export function today(now = Date.now()): string {
  return new Date(now).toISOString().slice(0, 10);
}

/** The same day so many years on; the last of February stays the last of February. */
export function yearsLater(day: string, years = 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  const month = at.getUTCMonth();
  at.setUTCFullYear(at.getUTCFullYear() + years);
  if (at.getUTCMonth() !== month) at.setUTCDate(0);
  return at.toISOString().slice(0, 10);
}

/** What a training is good until when nothing else is said; empty while the day is not typed out. */
export function usualEnd(trainedOn: string): string {
  return trainedOn < FIRST_DAY ? '' : yearsLater(trainedOn);
}

/** How it stands with a peer; undefined of whoever is none. Whether they may talk is the server's word. */
export function standingOf({ role, level, goodUntil, ready }: Recorded, day = today()): Standing | undefined {
  if (role !== 'peer') return undefined;
  if (level === 'practice') return { is: 'practice' };
  if (goodUntil === '') return { is: 'untrained' };
  if (!ready) return { is: 'ended', on: goodUntil };
  const days = Math.round((Date.parse(goodUntil) - Date.parse(day)) / DAY_MS);
  return days <= SOON_DAYS ? { is: 'ending', days: Math.max(0, days) } : { is: 'good' };
}

/** What is sent: level and topics belong to peers, and nothing that is out of sight is recorded. */
export function asSent(wanted: Wanted): Wanted {
  const name = wanted.name.trim();
  return wanted.role === 'peer' ? { ...wanted, name } : { ...wanted, name, level: 'practice', clearedForMinors: false, topics: [] };
}

export function faultsOf({ name, role, level, trainedOn, goodUntil, languages }: Wanted, day = today()): Fault[] {
  const faults: Fault[] = [];
  if (!NAME.test(name.trim())) faults.push('name');
  if (role === 'peer' && level !== 'practice' && (trainedOn === '' || goodUntil === '')) faults.push('days_needed');
  if (trainedOn > day) faults.push('day_ahead');
  else if (trainedOn !== '' && goodUntil !== '' && (goodUntil < trainedOn || goodUntil > yearsLater(trainedOn, MOST_YEARS))) faults.push('until_wrong');
  if (role === 'peer' && languages.length === 0) faults.push('language');
  return faults;
}
