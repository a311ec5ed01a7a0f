import { expect, it } from 'vitest';
import type { FollowUp } from './follow-ups';
import { FollowUps } from './follow-ups.svelte';

const one: FollowUp = { id: 'one', conversation: 'c', owner: { id: 'sam', name: 'Sam' }, by: 'Kit', at: 1 };

function follows(came: string) {
  const server = { open: [one] };
  return new FollowUps({
    followUps: async () => server.open,
    followedUp: async () => {
      if (came !== 'trouble') server.open = [];
      return came;
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

it('V4 what is shown stays where nobody can be asked', async () => {
  const board = new FollowUps({ followUps: () => Promise.reject(new Error('away')), followedUp: async () => 'done' });
  board.open = [one];
  await board.look();
  expect(board.open).toEqual([one]);
});
