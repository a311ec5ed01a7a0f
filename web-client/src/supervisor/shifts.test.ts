import { expect, it } from 'vitest';
import type { Having, LeftShift, StillOpen } from './left';
import { openWords } from './open-words';
import { Shifts } from './shifts.svelte';

const shift: LeftShift = { id: 's1', from: { id: 'asha', name: 'Asha' }, at: 1, until: 86_400_001, note: 'Wren may come back.', open: [] };

/** A server on which this was left, and that answers a press like this. */
function board(came: Having, { left = [shift], me = 'sam' }: { left?: LeftShift[]; me?: string } = {}) {
  const server = { left };
  const shifts = new Shifts(
    {
      leftShifts: async () => server.left,
      haveShift: async () => {
        if (came.is !== 'trouble') server.left = [];
        return came;
      },
    },
    () => me,
  );
  return { shifts, server };
}

it('V8 whoever has it reads it until they put it away, and it is not left any more', async () => {
  const { shifts } = board({ is: 'done' });
  await shifts.look();
  expect(shifts.left).toEqual([shift]);
  await shifts.have(shift);
  expect(shifts.left).toEqual([]);
  expect(shifts.had).toEqual([shift]);
  shifts.putAway(shift);
  expect(shifts.had).toEqual([]);
});

it.each<[string, Having, string]>([
  ['somebody else was first', { is: 'taken', by: 'Kit' }, 'Kit got there first.'],
  ['its time was over', { is: 'gone' }, "It isn't here any more: it was taken back, or its day was over."],
])('V8 it is gone, and the page says that %s', async (_, came, words) => {
  const { shifts } = board(came);
  await shifts.look();
  await shifts.have(shift);
  expect(shifts.left).toEqual([]);
  expect(shifts.had).toEqual([]);
  expect(shifts.remark).toBe(words);
});

it('V8 what could not be asked stays as it is', async () => {
  const { shifts } = board({ is: 'trouble' });
  await shifts.look();
  await shifts.have(shift);
  expect(shifts.left).toEqual([shift]);
  expect(shifts.remark).toBe("That didn't go through. Try again.");
});

it('what one takes back oneself is not kept', async () => {
  const { shifts } = board({ is: 'done' }, { me: 'asha' });
  await shifts.look();
  await shifts.have(shift);
  expect([...shifts.left, ...shifts.had]).toEqual([]);
});

it('an answer that was on its way before a press brings nothing back', async () => {
  let answer: (left: LeftShift[]) => void = () => undefined;
  const late = new Promise<LeftShift[]>((resolve) => (answer = resolve));
  const answers = [late, Promise.resolve([])];
  const shifts = new Shifts({ leftShifts: () => answers.shift() ?? Promise.resolve([]), haveShift: async () => ({ is: 'done' }) }, () => 'sam');
  const looking = shifts.look();
  await shifts.have(shift);
  answer([shift]);
  await looking;
  expect(shifts.left).toEqual([]);
});

it.each<[StillOpen, string]>([
  [{ kind: 'flag', id: 'a', seeker: 'Wren', peer: 'Robin', lane: 'now', why: 'Says they wish to die.', held: false, deleteAsked: false }, 'Wren, with Robin. Needs a person now: Says they wish to die. Nobody has this yet'],
  [{ kind: 'flag', id: 'b', seeker: 'Wren', peer: 'Robin', lane: 'soon', why: 'Looks like contact details.', held: true, deleteAsked: false, has: 'Asha' }, 'Wren, with Robin. Check soon: Looks like contact details. A message waits for a decision. Asha has it'],
  [{ kind: 'flag', id: 'c', lane: 'soon', held: false, deleteAsked: false }, 'A chat that has ended. Check soon. Nobody has this yet'],
  [{ kind: 'conversation', id: 'd', seeker: 'Wren', held: false, deleteAsked: false, has: 'Asha' }, 'Asha is in the chat with Wren.'],
  [{ kind: 'block', id: 'e', seeker: 'Wren', held: false, deleteAsked: false }, 'A block waits for a second person: Wren.'],
  [{ kind: 'flag', id: 'f', seeker: 'Wren', lane: 'soon', held: false, deleteAsked: true }, 'Wren. Check soon. A deletion waits on this review. Nobody has this yet'],
  [{ kind: 'passing', id: 'd', seeker: 'Wren', held: false, deleteAsked: false, has: 'Asha' }, 'Asha would pass on what Wren shared, and waits for a second yes.'],
  [{ kind: 'ask', id: 'g', peer: 'Robin', held: false, deleteAsked: false, what: 'unwell' }, 'Robin is not OK tonight, and asks to be reached.'],
  [{ kind: 'debrief', id: 'g', peer: 'Robin', held: false, deleteAsked: false }, 'Robin comes out of a hard chat. Nobody has talked it over with them yet.'],
  [{ kind: 'follow-up', id: 'h', seeker: 'Wren', held: false, deleteAsked: false, has: 'Asha' }, 'Wren. Asha looks after what follows.'],
  [{ kind: 'follow-up', id: 'i', held: false, deleteAsked: false, has: 'Asha' }, 'A chat that has ended. Asha looks after what follows.'],
])('V8 what is open is said in words', (open, words) => {
  expect(openWords(open)).toBe(words);
});
