import { language } from './language.svelte';

/** So many days from now: "today", "tomorrow", "in 12 days". */
export function inDays(days: number): string {
  return new Intl.RelativeTimeFormat(language.now, { numeric: 'auto' }).format(days, 'day');
}

/** How many of the reader's own midnights lie between now and then. */
export function daysUntil(millis: number, now = Date.now()): number {
  const day = (at: number) => new Date(at).setHours(0, 0, 0, 0);
  return Math.round((day(millis) - day(now)) / 86_400_000);
}
