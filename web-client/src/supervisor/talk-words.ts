import type { QueueTalk } from '../protocol/frames';
import { language as page } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';

const MINUTE_MS = 60_000;

/** The name of a language, in the language of the page. */
export function languageName(code: string): string {
  return new Intl.DisplayNames(page.now, { type: 'language' }).of(code) ?? code;
}

/** How long ago somebody wrote last, in which language the chat is, and who reads along; as far as it is known. */
export function glanceWords({ lastSaid, language, readers = [] }: QueueTalk, now: number): string {
  const minutes = lastSaid === undefined ? undefined : Math.floor((now - lastSaid) / MINUTE_MS);
  // Where not even the language is known it could not be looked at, and nobody can say that nothing was written.
  const seen = lastSaid !== undefined || language !== undefined;
  return [
    ...(seen ? [minutes === undefined ? sayDesk('talks.nothing_said') : minutes < 1 ? sayDesk('talks.said_now') : sayDesk('talks.said', { minutes })] : []),
    ...(language === undefined ? [] : [languageName(language)]),
    ...(readers.length === 0 ? [] : [sayDesk('talks.read_by', { names: new Intl.ListFormat(page.now).format(readers) })]),
  ].join(' · ');
}
