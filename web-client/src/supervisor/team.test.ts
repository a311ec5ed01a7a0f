import { expect, it } from 'vitest';
import { sayDesk } from '../words/say-desk';
import type { Having } from './left';
import type { TeamAsk, TeamDebrief, TeamPeer } from './team';
import { stateWords, Team } from './team.svelte';

const ask: TeamAsk = { id: 'robin', name: 'Robin', what: 'talk', at: 1 };
const calm: TeamPeer = { id: 'robin', name: 'Robin', hard: false, breakDue: false, supervised: false };

const debrief: TeamDebrief = { id: 'robin', name: 'Robin', at: 1 };
const beside = { on: false };

function team(came: Having) {
  const server = { asks: [ask], debriefs: [debrief] };
  return new Team({
    team: async () => ({ asks: server.asks, team: [calm], debriefs: server.debriefs }),
    seen: async () => {
      if (came.is !== 'trouble') server.asks = [];
      return came;
    },
    debriefed: async () => {
      if (came.is !== 'trouble') server.debriefs = [];
      return came;
    },
    beside: async (_, on) => {
      beside.on = on;
      return came;
    },
    thank: async () => 'done',
  });
}

it.each<[Having, number, string]>([
  [{ is: 'done' }, 0, ''],
  [{ is: 'taken', by: 'Kit' }, 0, 'Kit got there first.'],
  [{ is: 'gone' }, 0, 'It was taken back.'],
])('V6 what came of seeing it: %o', async (came, left, remark) => {
  const board = team(came);
  await board.look();
  await board.seen(board.asks[0]!);
  expect(board.asks).toHaveLength(left);
  expect(board.remark).toBe(remark);
});

it.each<[Having, number, string]>([
  [{ is: 'done' }, 0, ''],
  [{ is: 'taken', by: 'Kit' }, 0, 'Kit got there first.'],
  [{ is: 'gone' }, 0, ''],
  [{ is: 'trouble' }, 1, sayDesk('board.trouble')],
])('V6 what came of talking it over: %o', async (came, left, remark) => {
  const board = team(came);
  await board.look();
  await board.debriefed(board.debriefs[0]!);
  expect(board.debriefs).toHaveLength(left);
  expect(board.remark).toBe(remark);
});

it('V6 what could not be said stays on the board', async () => {
  const board = team({ is: 'trouble' });
  await board.look();
  await board.seen(board.asks[0]!);
  expect(board.asks).toEqual([ask]);
  expect(board.remark).not.toBe('');
});

it('P1 a supervised peer has somebody beside them, or the board says that nobody is', async () => {
  expect(stateWords({ ...calm, supervised: true })).toEqual(['supervised, and nobody is beside them yet']);
  expect(stateWords({ ...calm, supervised: true, beside: { id: 'sam', name: 'Sam' } })).toEqual(['supervised, Sam is beside them']);
  expect(stateWords({ ...calm, supervised: true, had: 3 })[1]).toBe('3 of their first 10 conversations');
  const board = team({ is: 'taken', by: 'Kit' });
  await board.beside(calm, true);
  expect(beside.on).toBe(true);
  expect(board.remark).toBe('Kit got there first.');
});

it('V6 what to look after comes first, in words and without a figure', () => {
  expect(stateWords(calm)).toEqual([]);
  expect(stateWords({ ...calm, hard: true, breakDue: true })).toEqual(['with somebody who needs a person now', 'here for 90 minutes and more without a break']);
});
