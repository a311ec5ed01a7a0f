import { expect, it } from 'vitest';
import { toldInOrder } from './story';

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
