import type { Board, Flag, Queue } from '../protocol/frames';
import { type DeskKey } from '../words/say-desk';

/** How the night goes, in a word, and the weightiest reason for it. */
export interface Load {
  word: 'board.steady' | 'board.stretched' | 'board.over';
  why?: { key: DeskKey; n?: number };
}

/** Waits from which a service should notice, in minutes. A house judgement: crisis services count those who wait for more than five, and half of an hour is most of a bad night's patience. */
const LONG_WAIT = 10;
const VERY_LONG_WAIT = 30;
/** With so many people for each peer nobody has a free hand. */
const MANY_EACH = 2;

/** People in conversations for each peer on duty; undefined when nobody is. */
export function peopleEach(queue: Queue | undefined): number | undefined {
  if (queue === undefined || queue.peers.length === 0) return undefined;
  return queue.peers.reduce((sum, { taken }) => sum + taken, 0) / queue.peers.length;
}

export function loadOf(board: Board, queue: Queue | undefined, flags: readonly Flag[]): Load {
  const wait = board.longestWaitMinutes;
  const each = peopleEach(queue) ?? 0;
  const now = flags.filter(({ lane }) => lane === 'now');
  if (board.waiting > 0 && board.onDuty === 0) return { word: 'board.over', why: { key: 'load.no_peer' } };
  if (wait >= VERY_LONG_WAIT) return { word: 'board.over', why: { key: 'load.wait', n: wait } };
  if (now.some(({ loud }) => loud !== undefined)) return { word: 'board.over', why: { key: 'load.unattended' } };
  if (now.some(({ claimedBy }) => claimedBy === undefined)) return { word: 'board.stretched', why: { key: 'load.unattended' } };
  if (flags.some(({ loud }) => loud !== undefined)) return { word: 'board.stretched', why: { key: 'load.asked' } };
  if (wait >= LONG_WAIT) return { word: 'board.stretched', why: { key: 'load.wait', n: wait } };
  if (each >= MANY_EACH) return { word: 'board.stretched', why: { key: 'load.each', n: Math.round(each * 10) / 10 } };
  return { word: 'board.steady' };
}
