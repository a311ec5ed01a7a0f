import type { CallLine } from '../safety/start';
import { type Language, language, languageNames } from '../words/language.svelte';
import { fill } from '../words/say';
import book from './phrases.json';

/** The same words in each language. */
export type Said = Readonly<Record<Language, string>>;

/** What stands in the field until a gap is filled: nobody reads a note to a peer if it is sent after all. */
export const GAP = '…';

/** Words for the field, and which part of them is selected there. */
export interface Placed {
  readonly draft: string;
  readonly from: number;
  readonly to: number;
}

export const { groups, grounding, lines, cards } = book;

/** The language of the words that go to a seeker: the chat's, where there are words in it. */
export function tongueOf(wanted: string): Language {
  return Object.hasOwn(languageNames, wanted) ? (wanted as Language) : 'en';
}

/** What is for the peer's own eyes is in the language of the page. */
export function read(said: Said): string {
  return said[language.now];
}

/** The words around a gap, and what belongs into it. */
export function parts(phrase: string): { before: string; gap: string; after: string } {
  const [, before = phrase, gap = '', after = ''] = /^(.*?)\{(.+?)\}(.*)$/s.exec(phrase) ?? [];
  return { before, gap, after };
}

/** A phrase as it goes into the field. */
export function withGap(phrase: string): string {
  const { before, gap, after } = parts(phrase);
  return gap === '' ? phrase : before + GAP + after;
}

/** Puts words in the place of what is selected in a draft, and selects their gap; without one the cursor comes behind them. */
export function placed(draft: string, from: number, to: number, words: string): Placed {
  const before = draft.slice(0, from);
  const after = draft.slice(to);
  const start = before + (before === '' || /\s$/.test(before) ? '' : ' ');
  const gap = words.indexOf(GAP);
  const at = start.length + (gap < 0 ? words.length : gap);
  return { draft: start + words + (after === '' || /^\s/.test(after) ? '' : ' ') + after, from: at, to: gap < 0 ? at : at + GAP.length };
}

/** Where a phrase stands in a draft with its gap still open; undefined when none does. */
export function unfilled(draft: string): { from: number; to: number } | undefined {
  for (const { phrases } of groups) {
    for (const phrase of phrases) {
      for (const each of Object.values(phrase)) {
        const words = withGap(each);
        const at = draft.indexOf(words);
        if (at >= 0) return { from: at + words.indexOf(GAP), to: at + words.indexOf(GAP) + GAP.length };
      }
    }
  }
  return undefined;
}

/** Whether this key asks for the phrases: a slash where a line begins, so that "and/or" stays what it is. */
export function asksForPhrases(event: KeyboardEvent, draft: string, at: number): boolean {
  if (event.key !== '/' || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return false;
  return at === 0 || draft[at - 1] === '\n';
}

/** One line to call, as it is said in a chat. */
export function lineWords({ name, kind, value }: CallLine, tongue: Language): string {
  const say = kind in lines.say ? lines.say[kind as keyof typeof lines.say] : lines.say.chat;
  return fill(say[tongue], { name, value });
}

/** The cards of the guide, those that fit what a conversation is about first; the order otherwise stays. */
export function cardsFor(topics: readonly string[]) {
  const fits = (card: (typeof cards)[number]) => card.topics.some((topic) => topics.includes(topic));
  return [...cards].map((card) => ({ card, fits: fits(card) })).sort((one, other) => Number(other.fits) - Number(one.fits));
}
