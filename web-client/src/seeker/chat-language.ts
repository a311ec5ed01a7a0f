import { language } from '../words/language.svelte';

/** The languages of the chat, in the language of the page, where that is none of them; a page may speak what nobody here writes. */
export function chatLanguages(languages: readonly string[]): string | undefined {
  if (languages.includes(language.now)) return undefined;
  const names = new Intl.DisplayNames(language.now, { type: 'language' });
  return new Intl.ListFormat(language.now).format(languages.map((each) => names.of(each) ?? each));
}
