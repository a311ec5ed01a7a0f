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
      { at: 3, act: 'flag.resolve', detail: 'right safety_plan' },
    ],
    [{ at: 2, reasons: ['Says they have a plan.'] }],
  );
  expect(told.map(({ at }) => at)).toEqual([1, 2, 3]);
  expect(told.map(({ words }) => words)).toEqual(['Sam read a chat', 'Flagged, and open: Says they have a plan.', 'Somebody closed a flag (right safety plan)']);
});
