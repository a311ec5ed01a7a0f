import { language } from '../words/language.svelte';

/** A moment in the reader's own zone and words, with its day. */
export function moment(millis: number): string {
  return new Intl.DateTimeFormat(language.now, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(millis);
}
