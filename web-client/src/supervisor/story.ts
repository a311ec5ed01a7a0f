import { array, type InferOutput, nullish, number, object, parse, string } from 'valibot';
import type { Flag } from '../protocol/frames';
import { actWords } from '../conversation/act-words';
import { language } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';
import { type ClosingNote, closingNotes } from './follow-ups';

const story = object({ acts: array(object({ at: number(), name: nullish(string()), act: string(), detail: nullish(string()) })) });
export type StoryAct = InferOutput<typeof story>['acts'][number];

/** What supervisors did about a conversation, over the cookie of the desk (G33 of the protocol). */
export async function fetchStory(conversation: string): Promise<readonly StoryAct[]> {
  const answer = await fetch(`/api/staff/story?conversation=${encodeURIComponent(conversation)}`);
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(story, await answer.json()).acts;
}

/** What was noted when flags of it were closed, for whoever reads it now (G51). */
export async function fetchNotes(conversation: string): Promise<readonly ClosingNote[]> {
  const answer = await fetch(`/api/staff/follow-ups/notes?conversation=${encodeURIComponent(conversation)}`);
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(object({ notes: closingNotes }), await answer.json()).notes;
}

/** A moment of the last days, in the reader's own zone and words. */
export function when(millis: number): string {
  return new Intl.DateTimeFormat(language.now, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(millis);
}

export interface Told {
  at: number;
  words: string;
}

/** What was flagged and is open, and what supervisors did, in words, the oldest first. */
export function toldInOrder(acts: readonly StoryAct[], flags: readonly Pick<Flag, 'at' | 'reasons'>[]): Told[] {
  const done = acts.map(({ at, name, act, detail }) => ({
    at,
    words: `${name ?? sayDesk('story.somebody')} ${actWords(act)}${detail ? ` (${detail.replaceAll('_', ' ')})` : ''}`,
  }));
  const flagged = flags.map(({ at, reasons }) => ({ at, words: sayDesk('story.flagged', { reasons: reasons.join(' ') }) }));
  return [...done, ...flagged].sort((one, other) => one.at - other.at);
}
