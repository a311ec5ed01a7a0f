import { expect, it } from 'vitest';
import { toldInOrder } from './story';

it.each([
  ['right plan note follow_up', /^Flagged: Says they have a plan\. Kit closed it as right, .+\. How it ended: Safety plan made\.$/],
  ['wrong false_alarm', /closed it as a false alarm, .+\. How it ended: Not a real risk/],
  ['right', /closed it as right, .+\.$/],
  ['right note', /closed it as right, [^:]+(:\d\d)?[^:]*\.$/],
])('V1 a closed flag says what was seen, who closed it and how: %s', (said, words) => {
  const [told] = toldInOrder([], [], [{ raisedAt: 1, reasons: ['Says they have a plan.'], at: 2, by: 'Kit', said }]);
  expect(told?.at).toBe(1);
  expect(told?.words).toMatch(words);
});

it('V1 what was flagged and what was done stand in the order of their time', () => {
  const told = toldInOrder(
    [
      { at: 1, name: 'Sam', act: 'conversation.read' },
      { at: 3, act: 'flag.resolve', detail: 'right plan' },
    ],
    [{ at: 2, reasons: ['Says they have a plan.'] }],
  );
  expect(told.map(({ at }) => at)).toEqual([1, 2, 3]);
  expect(told.map(({ words }) => words)).toEqual(['Sam read a chat', 'Flagged, and open: Says they have a plan.', 'Somebody closed a flag (right Safety plan made)']);
});

it('V1 one closing is told once, with what was seen where that is known', () => {
  const act = { at: 5_000, name: 'Kit', act: 'flag.resolve', detail: 'right plan' };
  const closed = { raisedAt: 1, reasons: ['Says they have a plan.'], at: 4_000, by: 'Kit', said: 'right plan' };
  expect(toldInOrder([act], [], [closed])).toHaveLength(1);
  expect(toldInOrder([{ ...act, name: 'Sam' }], [], [closed])).toHaveLength(2);
  expect(toldInOrder([{ ...act, at: 60_000 }], [], [closed])).toHaveLength(2);
});
