import type { CheckInAnswers, Heard } from '../protocol/frames';
import type { WordKey } from '../words/say';

export type Scale = 'upset' | 'hope' | 'alone' | 'next';
export const SKIPPED = 'skip';
/** What was pressed so far. */
export type Chosen = { [Item in Scale]?: number | typeof SKIPPED } & { heard?: Heard | typeof SKIPPED };

interface Question {
  item: Scale;
  ask: WordKey;
  low: WordKey;
  high: WordKey;
  /** The highest answer; the lowest is 1. */
  most: number;
  /** Whether more of it is better. */
  good: boolean;
}

/** The same before and after, in the same words. */
export const QUESTIONS: readonly Question[] = [
  { item: 'upset', ask: 'check.upset', low: 'check.upset_1', high: 'check.upset_7', most: 7, good: false },
  { item: 'hope', ask: 'check.hope', low: 'check.1', high: 'check.5', most: 5, good: true },
  { item: 'alone', ask: 'check.alone', low: 'check.1', high: 'check.5', most: 5, good: false },
  { item: 'next', ask: 'check.next', low: 'check.1', high: 'check.5', most: 5, good: true },
];

/** What of it this house asks, in the same order; `heard` is asked only after a conversation. */
export function askedOf(questions: readonly string[], over: boolean): { scales: readonly Question[]; heard: boolean } {
  return { scales: QUESTIONS.filter(({ item }) => questions.includes(item)), heard: over && questions.includes('heard') };
}

export const HEARD: readonly (readonly [Heard, WordKey])[] = [
  ['yes', 'check.heard_y'],
  ['partly', 'check.heard_p'],
  ['no', 'check.heard_n'],
];

/** What is sent: the answers, and nothing of what was skipped. */
export function answered(chosen: Chosen): CheckInAnswers {
  const answers: CheckInAnswers = {};
  for (const { item } of QUESTIONS) {
    const answer = chosen[item];
    if (typeof answer === 'number') answers[item] = answer;
  }
  if (chosen.heard !== undefined && chosen.heard !== SKIPPED) answers.heard = chosen.heard;
  return answers;
}

/** Whether it is still hard: they did not feel heard, or something that was asked both times is worse than it was. */
export function isWorse(before: CheckInAnswers, after: CheckInAnswers): boolean {
  if (after.heard === 'no') return true;
  return QUESTIONS.some(({ item, good }) => {
    const was = before[item];
    const is = after[item];
    return was !== undefined && is !== undefined && (good ? is < was : is > was);
  });
}
