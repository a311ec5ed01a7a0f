import { deskEn } from './desk.en';
import { deskEs } from './desk.es';
import { language, type Language } from './language.svelte';
import { fill, type Values } from './say';

export type DeskKey = keyof typeof deskEn;

const books: Record<Language, Record<DeskKey, string>> = { en: deskEn, es: deskEs };

/** As `say`, for the sentences of the desk, which a seeker's phone never has to fetch. */
export function sayDesk(key: DeskKey, values: Values = {}): string {
  return fill(books[language.now][key], values);
}
