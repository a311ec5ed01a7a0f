import { backEn } from './back.en';
import { backEs } from './back.es';
import { language, type Language } from './language.svelte';
import { fill, type Values } from './say';

export type BackKey = keyof typeof backEn;

const books: Record<Language, Record<BackKey, string>> = { en: backEn, es: backEs };

/** As `say`, for the sentences of a way back and of what is only inside, which the first script of a seeker's page does not carry. */
export function sayBack(key: BackKey, values: Values = {}): string {
  return fill(books[language.now][key], values);
}

/** A day in the reader's own zone, such as "14 March 2027". */
export function dayOf(at: number): string {
  return new Intl.DateTimeFormat(language.now, { day: 'numeric', month: 'long', year: 'numeric' }).format(at);
}
