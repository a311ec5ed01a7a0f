import { language } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';

/** What somebody who is cut off may count on, by what the server does then; empty where nobody is with them. */
export function offlineWords(chats: number, supervisors: readonly string[]): string {
  if (chats === 0) return '';
  if (supervisors.length === 0) return sayDesk('duty.offline_chats');
  return `${sayDesk('duty.offline_chats')} ${sayDesk('duty.offline', { supervisor: new Intl.ListFormat(language.now).format(supervisors) })}`;
}
