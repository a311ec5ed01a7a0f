import { language } from '../words/language.svelte';
import { DAYS } from './house';

/** A moment in the reader's own zone and words, with its day. */
export function moment(millis: number): string {
  return new Intl.DateTimeFormat(language.now, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(millis);
}

/** A day without a time, such as "14 Mar 2026". */
export function dayWords(day: string): string {
  return new Intl.DateTimeFormat(language.now, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(day));
}

/** A day of the week by its short English name, as the reader calls it. */
export function weekday(day: (typeof DAYS)[number]): string {
  // 2 March 2026 is a Monday.
  return new Intl.DateTimeFormat(language.now, { weekday: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, 2, 2 + DAYS.indexOf(day)));
}
