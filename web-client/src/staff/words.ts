import { seekerEn } from '../words/seeker.en';
import { seekerEs } from '../words/seeker.es';
import { NEVER } from '../words/never';
import { known } from '../words/say';
import type { HouseWords, Sentence } from './account';

/** Why a sentence cannot be said like that. */
export type WordFault = 'missing' | 'long' | 'numbers' | 'tone' | 'signs' | 'places';

/** Where seekers meet a sentence, in the order in which they do. */
export const PARTS = ['landing', 'before', 'wait', 'chat', 'after'] as const;
export type Part = (typeof PARTS)[number];

/** A sentence that a house may say in its own words. */
export interface Changeable {
  key: string;
  places: readonly string[];
  ships: Sentence;
  own: Sentence | undefined;
}

export const LONGEST = 300;
/** How many words a sentence may have and be read easily by somebody who is upset. It is this house's judgement, and a hint. */
export const EASY_WORDS = 15;

const SIGNS = /^[\p{L}\p{M}\p{P}\p{Zs}]*$/u;
const PLACE = /\{([a-z]{1,20})\}/g;
const WHERE: Record<string, Part> = { landing: 'landing', door: 'landing', notice: 'before', age: 'before', wait: 'wait', end: 'after', after: 'after' };

export const partOf = (key: string): Part => WHERE[key.split('.')[0]!] ?? 'chat';

/** What ships; undefined where a newer server has a sentence that this page does not. */
export function shipsOf(key: string): Sentence | undefined {
  return known(key) ? { en: seekerEn[key], es: seekerEs[key] } : undefined;
}

export function changeablesOf({ keys, words }: HouseWords): Changeable[] {
  return Object.entries(keys).flatMap(([key, places]) => {
    const ships = shipsOf(key);
    return ships ? [{ key, places, ships, own: words[key] }] : [];
  });
}

/** As the server looks at it, in its order. */
export function faultOf(sentence: string, places: readonly string[]): WordFault | undefined {
  const said = sentence.trim();
  if (said === '') return 'missing';
  if (said.length > LONGEST) return 'long';
  if (/\p{N}/u.test(said)) return 'numbers';
  if (/[!¡]/.test(said) || NEVER.test(said)) return 'tone';
  if (!SIGNS.test(said)) return 'signs';
  const found = new Set([...said.matchAll(PLACE)].map((match) => match[1]!));
  const exactly = found.size === places.length && places.every((place) => found.has(place));
  return exactly && !/[{}]/.test(said.replace(PLACE, '')) ? undefined : 'places';
}

/** How many words the longest sentence of a text has. */
export function longestOf(text: string): number {
  const counts = text.split(/[.?:;…]+/).map((each) => each.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length);
  return Math.max(...counts);
}
