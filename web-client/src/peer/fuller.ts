import type { Line } from '../conversation/talk.svelte';

/** So many in a row, each of so few characters: one fuller message may say more. */
const IN_A_ROW = 3;
const SHORT = 40;

/** Whether the latest words of a conversation are the peer's own, several and short. */
export function manyShort(lines: readonly Pick<Line, 'mine' | 'text'>[]): boolean {
  const last = lines.slice(-IN_A_ROW);
  return last.length === IN_A_ROW && last.every(({ mine, text }) => mine && [...text].length < SHORT);
}
