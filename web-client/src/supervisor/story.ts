import { array, type InferOutput, nullish, number, object, optional, parse, string } from 'valibot';
import type { Flag } from '../protocol/frames';
import { actWords } from '../conversation/act-words';
import { language } from '../words/language.svelte';
import { sayDesk } from '../words/say-desk';
import { type ClosedFlag, closedFlags, closingNotes } from './follow-ups';
import { isOutcome, outcomeWords } from './outcome-words';

const story = object({ acts: array(object({ at: number(), name: nullish(string()), act: string(), detail: nullish(string()) })) });
export type StoryAct = InferOutput<typeof story>['acts'][number];

/** What supervisors did about a conversation, over the cookie of the desk (G33 of the protocol). */
export async function fetchStory(conversation: string): Promise<readonly StoryAct[]> {
  const answer = await fetch(`/api/staff/story?conversation=${encodeURIComponent(conversation)}`);
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(story, await answer.json()).acts;
}

const closings = object({ notes: closingNotes, flags: optional(closedFlags, []) });
/** The flags of a conversation that are closed, and what was noted of them. */
export type Closings = InferOutput<typeof closings>;

/** For whoever reads it now (G51). */
export async function fetchClosings(conversation: string): Promise<Closings> {
  const answer = await fetch(`/api/staff/follow-ups/notes?conversation=${encodeURIComponent(conversation)}`);
  if (!answer.ok) throw new Error(`status: ${answer.status} (expected: 200)`);
  return parse(closings, await answer.json());
}

/** A moment of the last days, in the reader's own zone and words. */
export function when(millis: number): string {
  return new Intl.DateTimeFormat(language.now, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }).format(millis);
}

export interface Told {
  at: number;
  words: string;
}

/** What was seen, and who closed it when and how; there may be no outcome, and more codes follow it than are said. */
function closedWords({ reasons, at, by, said }: ClosedFlag): string {
  const [verdict, outcome = ''] = said.split(' ');
  const words = verdict === 'right' ? 'story.closed_right' : 'story.closed_wrong';
  const ended = isOutcome(outcome) ? ` ${sayDesk('story.ended', { outcome: outcomeWords(outcome) })}` : '';
  return sayDesk(words, { reasons: reasons.join(' '), supervisor: by, time: when(at) }) + ended;
}

/** Codes of a detail, in words where there are any. */
const detailWords = (detail: string) => detail.split(' ').map((code) => (isOutcome(code) ? outcomeWords(code) : code.replaceAll('_', ' '))).join(' ');

/** How far the two times may be apart at which one closing was written down in two places. */
const TOGETHER_MS = 10_000;

/** Whether a closed flag says the same, and with what was seen. */
const isTold = ({ at, name, act, detail }: StoryAct, closed: readonly ClosedFlag[]) =>
  act === 'flag.resolve' && closed.some((flag) => flag.by === name && flag.said === detail && Math.abs(flag.at - at) < TOGETHER_MS);

/** What was flagged, open or closed, and what supervisors did, in words, the oldest first. */
export function toldInOrder(acts: readonly StoryAct[], flags: readonly Pick<Flag, 'at' | 'reasons'>[], closed: readonly ClosedFlag[] = []): Told[] {
  const done = acts.filter((act) => !isTold(act, closed)).map(({ at, name, act, detail }) => ({
    at,
    words: `${name ?? sayDesk('story.somebody')} ${actWords(act)}${detail ? ` (${detailWords(detail)})` : ''}`,
  }));
  const flagged = flags.map(({ at, reasons }) => ({ at, words: sayDesk('story.flagged', { reasons: reasons.join(' ') }) }));
  const over = closed.map((flag) => ({ at: flag.raisedAt, words: closedWords(flag) }));
  return [...done, ...flagged, ...over].sort((one, other) => one.at - other.at);
}
