import { languageNames, type Language } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';
import type { Wanted } from './account';

export function levelName(level: Wanted['level']): string {
  return level === 'practice' ? sayDesk('invite.level_practice') : level === 'supervised' ? sayDesk('invite.level_supervised') : sayDesk('invite.level_independent');
}

/** A language in its own words; one that we have none for by its code. */
export function languageName(code: string): string {
  return Object.hasOwn(languageNames, code) ? languageNames[code as Language] : code;
}
