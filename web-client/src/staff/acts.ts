/** The kinds of act that are about one chat, as the server has them for its story. */
const OF_CHATS = new Set(['archive', 'card', 'clinician', 'conversation', 'flag', 'message', 'resource', 'seeker', 'thread']);

/** Whether what an act is about is a chat. */
export function isOfAChat(code: string): boolean {
  return OF_CHATS.has(code.split('.', 1)[0] ?? '');
}
