import type { Done } from './account';

/** The kinds of act that are about one chat, as the server has them for its story. */
const OF_CHATS = new Set(['archive', 'card', 'clinician', 'conversation', 'flag', 'message', 'resource', 'seeker', 'thread']);

/** Whether what an act is about is a chat. */
export function isOfAChat(code: string): boolean {
  return OF_CHATS.has(code.split('.', 1)[0] ?? '');
}

/** Those by whose name it can be narrowed: whoever is recorded, and whoever has left and did something of what was shown. */
export function whoMayBeMeant(recorded: readonly { id: string; name: string }[], seen: readonly Pick<Done, 'who' | 'name'>[]): { id: string; name: string }[] {
  const all = new Map(recorded.map(({ id, name }) => [id, name]));
  for (const { who, name } of seen) if (who !== 'operator' && !all.has(who)) all.set(who, name ?? who);
  return [...all].map(([id, name]) => ({ id, name }));
}
