import { type InferOutput, nullish, number, object, parse } from 'valibot';
import { language } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';

/** From so many hours a week on, rest is suggested. Nothing is refused. */
const REST_FROM = 12;
const MINUTES = 60;

const hours = object({ minutes: number(), standbyUntil: nullish(number()) });
/** How many minutes one was on duty this week, and until when whoever could come is asked to. */
export type Hours = InferOutput<typeof hours>;

/** Asks for both, over the cookie of the desk; asking keeps nobody signed in. */
export async function fetchHours(): Promise<Hours> {
  const answer = await fetch('/api/staff/hours');
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(hours, await answer.json());
}

/** What a peer reads about their week; empty before there is a whole hour of it. */
export function hoursWords(minutes: number): string {
  const whole = Math.floor(minutes / MINUTES);
  if (whole < 1) return '';
  const hours = new Intl.NumberFormat(language.now, { style: 'unit', unit: 'hour', unitDisplay: 'long' }).format(whole);
  const week = sayDesk('hours.week', { hours });
  return whole < REST_FROM ? week : `${week} ${sayDesk('hours.rest')}`;
}
