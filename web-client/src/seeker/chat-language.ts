import { type Line, tongues } from '../safety/help-now/numbers';
import { language, languageNames } from '../words/language.svelte';

/** The languages of the chat, in the language of the page, where that is none of them; a page may speak what nobody here writes. */
export function chatLanguages(languages: readonly string[]): string | undefined {
  return languages.includes(language.now) ? undefined : tongues({ languages });
}

/** What the browser asks for first, where none of it is a language of these pages. */
export function unspoken(): string | undefined {
  const asked = navigator.languages.map((each) => each.split('-')[0] ?? '');
  return asked.some((each) => each in languageNames) ? undefined : asked[0];
}

/** The lines that answer in a language, behind its own name for itself; empty where none is known to. */
export function linesIn(tongue: string, lines: readonly Line[]): string {
  const there = lines.filter(({ languages }) => languages?.includes(tongue)).map(({ name, value }) => `${name}, ${value}`);
  return there.length === 0 ? '' : `${new Intl.DisplayNames(tongue, { type: 'language' }).of(tongue)}: ${there.join('; ')}`;
}
