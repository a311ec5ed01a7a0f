import { tongues } from '../safety/help-now/numbers';
import { language } from '../words/language.svelte';

/** The languages of the chat, in the language of the page, where that is none of them; a page may speak what nobody here writes. */
export function chatLanguages(languages: readonly string[]): string | undefined {
  return languages.includes(language.now) ? undefined : tongues({ languages });
}
