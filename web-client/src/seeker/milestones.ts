import { ordinal, say } from '../words/say';

const FIFTH = 5;
/** Half of a shorter way is not worth interrupting anybody for. */
const WORTH_HALVING = 4;

/**
 * What is read out as a place is passed on the way from the first one: that it is among the first five, or half way. Being next has words of its own, and nothing else
 * is read out: somebody may be writing.
 */
export function milestone(first: number, before: number, now: number): string {
  if (now <= 1 || now >= before) return '';
  if (before > FIFTH && now <= FIFTH) return say('wait.place', { n: ordinal(now) });
  const half = first / 2;
  return first >= WORTH_HALVING && before > half && now <= half ? say('wait.half', { n: ordinal(now) }) : '';
}
