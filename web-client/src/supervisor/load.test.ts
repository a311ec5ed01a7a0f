import { expect, it } from 'vitest';
import type { Board, Flag, Queue } from '../protocol/frames';
import { loadOf, peopleEach } from './load';

const board = (more: Partial<Board> = {}): Board => ({ type: 'board', now: [], soon: [], waiting: 0, longestWaitMinutes: 0, onDuty: 2, supervisors: 1, asOf: 1, ...more });
const flag = (more: Partial<Flag> = {}): Flag => ({ type: 'flag', flag: 'f', conversation: 'c', state: 'open', side: 'seeker', category: 'suicide', lane: 'now', reasons: [], at: 1, ...more });
const queue = (...taken: number[]): Queue => ({
  type: 'queue',
  tickets: [],
  peers: taken.map((n, at) => ({ name: `p${at}`, taken: n, capacity: 3, asked: false, offered: 0, accepted: 0, declined: 0, missed: 0 })),
  lost: [],
  talks: [],
  waiting: 0,
  asOf: 1,
});

it.each([
  ['a calm night', board(), queue(1, 0), [], { word: 'board.steady' }],
  ['people wait a little', board({ waiting: 2, longestWaitMinutes: 9 }), queue(1, 1), [], { word: 'board.steady' }],
  ['a long wait', board({ waiting: 2, longestWaitMinutes: 10 }), queue(1, 1), [], { word: 'board.stretched', why: { key: 'load.wait', n: 10 } }],
  ['every peer with two', board(), queue(3, 2), [], { word: 'board.stretched', why: { key: 'load.each', n: 2.5 } }],
  ['nobody has it yet', board(), queue(1), [flag()], { word: 'board.stretched', why: { key: 'load.unattended' } }],
  ['somebody has it', board(), queue(1), [flag({ claimedBy: { id: 's', name: 'Sam' } })], { word: 'board.steady' }],
  ['nobody has it for long', board(), queue(1), [flag({ loud: 'louder' })], { word: 'board.over', why: { key: 'load.unattended' } }],
  ['a hand that nobody has seen yet', board(), queue(1), [flag({ lane: 'soon', category: 'raised' })], { word: 'board.steady' }],
  ['a hand that nobody sees for long', board(), queue(1), [flag({ lane: 'soon', category: 'raised', loud: 'louder' })], { word: 'board.stretched', why: { key: 'load.asked' } }],
  ['a very long wait', board({ waiting: 1, longestWaitMinutes: 30 }), queue(1), [], { word: 'board.over', why: { key: 'load.wait', n: 30 } }],
  ['people wait for nobody', board({ waiting: 1, onDuty: 0 }), queue(), [], { word: 'board.over', why: { key: 'load.no_peer' } }],
  ['the line is not known yet', board(), undefined, [], { word: 'board.steady' }],
] as const)('%s', (_, is, line, flags, load) => {
  expect(loadOf(is, line, flags)).toEqual(load);
});

it('counts the people for each peer, and none where there is no peer', () => {
  expect([peopleEach(queue(3, 0)), peopleEach(queue()), peopleEach(undefined)]).toEqual([1.5, undefined, undefined]);
});
