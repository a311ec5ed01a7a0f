import type { QueueTalk } from '../protocol/frames';

/** What the list of all conversations is narrowed to: everything that is chosen has to hold. */
export interface TalkFilter {
  language?: string | undefined;
  supervised?: boolean;
  /** Nobody has written for a while. */
  still?: boolean;
}

const STILL_MS = 5 * 60_000;

/** Whether a conversation is among those that are asked for. */
export function isAmong({ language, supervised = false, still = false }: TalkFilter, talk: QueueTalk, now: number): boolean {
  return (language === undefined || talk.language === language) && (!supervised || talk.supervised === true) && (!still || (talk.lastSaid !== undefined && now - talk.lastSaid >= STILL_MS));
}

/** The languages that are spoken now, in the order of their codes. */
export function spoken(talks: readonly QueueTalk[]): string[] {
  return [...new Set(talks.flatMap(({ language }) => language ?? []))].sort();
}
