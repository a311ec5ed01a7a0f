import { language, type Language } from './language.svelte';
import { seekerEn } from './seeker.en';

export type WordKey = keyof typeof seekerEn;
export type Values = Readonly<Record<string, string | number>>;

type Book = Record<WordKey, string>;

/** English comes with the page. Other languages are fetched when they are asked for, so that nobody's phone loads words that it does not show. */
const books: Partial<Record<Language, Book>> & { en: Book } = { en: seekerEn };
const fetchBook: Record<Exclude<Language, 'en'>, () => Promise<Book>> = {
  es: async () => (await import('./seeker.es')).seekerEs,
};

/** What the house says in its own words, by key; the server lets through only what has the places of the sentence. */
let own: Readonly<Record<string, Readonly<Record<Language, string>>>> = {};

/** Takes the house's own words, before anything is said. */
export function takeOwnWords(words: typeof own): void {
  own = words;
}

/** What was asked for last. */
let latest: Language = 'en';

/** Speaks another language from now on. When its words cannot be fetched, the language stays as it was. Answers the language that is spoken. */
export async function speak(wanted: Language): Promise<Language> {
  latest = wanted;
  try {
    // Not tried without a network: browsers remember that a script could not be fetched, and then not even a connection helps.
    if (wanted !== 'en' && books[wanted] === undefined && !navigator.onLine) throw new Error('offline');
    if (wanted !== 'en') books[wanted] ??= await fetchBook[wanted]();
    // Whoever chose again while it was fetched is not overruled by what comes late.
    if (latest !== wanted) return language.now;
    language.now = wanted;
    language.missing = undefined;
  } catch {
    // What is on the screen stays readable, and the switch says why nothing changed.
    if (latest === wanted) language.missing = wanted;
  }
  return language.now;
}

/**
 * A sentence in the language of the interface, with its named places filled: `say('chat.h1', { peer: 'Robin' })`. Changing the language
 * changes what is on the screen at once, without loading anything.
 */
export function say(key: WordKey, values: Values = {}): string {
  return fill(own[key]?.[language.now] ?? (books[language.now] ?? books.en)[key], values);
}

/** Whether there is a sentence of this name; for names that come from outside, such as topics. */
export function known(key: string): key is WordKey {
  return Object.hasOwn(seekerEn, key);
}

/** Puts values into the `{places}` of a sentence. A place without a value stays visible, so that it is noticed. In Spanish one o'clock is "la 1:00". */
export function fill(sentence: string, values: Values): string {
  const said = /^1:/.test(`${values['time']}`) ? sentence.replace('las {time}', 'la {time}') : sentence;
  return said.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}

/** For how long messages are kept, as the notice says it. */
export function keepWords({ days, flagDays }: { readonly days: number; readonly flagDays: number }): string {
  return days === 1 ? say('notice.keep_one', { flag_days: flagDays }) : say('notice.keep', { days, flag_days: flagDays });
}

/** A topic as people say it; one that an operator added and we have no words for is shown by its own name. */
export function topicName(topic: string): string {
  const key = `topic.${topic}`;
  return known(key) ? say(key) : topic.replaceAll('-', ' ');
}

/** A place in line: "4th" in English; Spanish says "el número 4" and needs only the number. */
export function ordinal(n: number): string {
  if (language.now === 'es') return String(n);
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', many: 'th', zero: 'th' }[new Intl.PluralRules('en', { type: 'ordinal' }).select(n)];
  return `${n}${ending}`;
}

/** A day of the week, such as "Friday". */
export function weekday(at: number): string {
  return new Intl.DateTimeFormat(language.now, { weekday: 'long' }).format(at);
}

/** The day of a moment, such as "14 March". */
export function dateWords(at: number): string {
  return new Intl.DateTimeFormat(language.now, { day: 'numeric', month: 'long' }).format(at);
}

/** A time of day in the reader's own time zone, such as "10:42 pm". */
export function timeOfDay(at: number): string {
  return new Intl.DateTimeFormat(language.now, { hour: 'numeric', minute: '2-digit' }).format(at);
}

/** A day such as 2026-03-14, the same in every zone, as "March 14, 2026"; what is none as it is. */
export function dayWords(day: string): string {
  const at = Date.parse(day);
  return Number.isNaN(at) ? day : new Intl.DateTimeFormat(language.now, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
}

/** A month such as 2026-03 as "March 2026"; empty for what is none. */
export function monthWords(month: string): string {
  const at = Date.parse(month);
  return Number.isNaN(at) ? '' : new Intl.DateTimeFormat(language.now, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
