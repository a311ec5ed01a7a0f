import { expect, it } from 'vitest';
import type { FollowUp } from './follow-ups';
import { FollowUps } from './follow-ups.svelte';
import type { Having } from './left';

const one: FollowUp = { id: 'one', conversation: 'c', owner: { id: 'sam', name: 'Sam' }, by: 'Kit', at: 1 };

function follows(came: string, having: Having = { is: 'done' }) {
  const server: { open: FollowUp[] } = { open: [one] };
  return new FollowUps({
    followUps: async () => server.open,
    followedUp: async () => {
      if (came !== 'trouble') server.open = [];
      return came;
    },
    takeFollowUp: async () => {
      if (having.is === 'done') server.open = [{ ...one, owner: { id: 'kit', name: 'Kit' }, before: 'Sam' }];
      else if (having.is === 'taken') server.open = [{ ...one, owner: { id: 'asha', name: having.by }, before: 'Sam' }];
      else if (having.is === 'gone') server.open = [];
      return having;
    },
  });
}

it.each<[string, number, string]>([
  ['done', 0, ''],
  ['gone', 0, 'Somebody else got there first.'],
  ['trouble', 1, "That didn't go through. Try again."],
])('V4 what came of looking after it: %s', async (came, left, remark) => {
  const board = follows(came);
  await board.look();
  await board.done(one);
  expect(board.open).toHaveLength(left);
  expect(board.remark).toBe(remark);
});

it.each<[Having, string | undefined, string]>([
  [{ is: 'done' }, 'Kit', 'You look after it now. Until now it was with Sam.'],
  [{ is: 'taken', by: 'Asha' }, 'Asha', 'Asha got there first.'],
  [{ is: 'gone' }, undefined, 'Somebody else got there first.'],
  [{ is: 'trouble' }, 'Sam', "That didn't go through. Try again."],
])('V4 what came of taking it over: %o', async (having, owner, remark) => {
  const board = follows('done', having);
  await board.look();
  await board.take(one);
  expect(board.open[0]?.owner.name).toBe(owner);
  expect(board.remark).toBe(remark);
});

it('V4 what is shown stays where nobody can be asked', async () => {
  const board = new FollowUps({ followUps: () => Promise.reject(new Error('away')), followedUp: async () => 'done', takeFollowUp: async () => ({ is: 'done' }) });
  board.open = [one];
  await board.look();
  expect(board.open).toEqual([one]);
});
