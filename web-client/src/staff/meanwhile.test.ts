import { expect, it } from 'vitest';
import { ago, over } from './meanwhile';

const GROUPS = [['days'], ['topics'], ['lead', 'policy']] as const;
type Part = (typeof GROUPS)[number][number];
interface Rules {
  days: number;
  topics: string[];
  lead: string;
  policy: string;
}
const begun: Rules = { days: 7, topics: ['grief'], lead: 'Noor', policy: 'ours' };
const laid = (mine: Partial<Rules>, now: Partial<Rules>) => over<Rules, Part>(GROUPS, begun, { ...begun, ...mine }, { ...begun, ...now });

it('A8 lays what was written over what was saved meanwhile', () => {
  expect(laid({ days: 3 }, { topics: ['work'] })).toEqual({ wanted: { ...begun, days: 3, topics: ['work'] }, both: [] });
});

it('A8 says what two people made different things of, and keeps what was written', () => {
  const mine = { days: 3, topics: ['work'] };
  expect(laid(mine, { days: 5, topics: ['work'] })).toEqual({ wanted: { ...begun, ...mine }, both: ['days'] });
});

it('A8 keeps together what belongs together', () => {
  const theirs = { lead: 'Ana', policy: 'theirs' };
  expect(laid({ days: 3 }, theirs)).toEqual({ wanted: { ...begun, days: 3, ...theirs }, both: [] });
  expect(laid({ lead: 'Robin' }, { policy: 'theirs' })).toEqual({ wanted: { ...begun, lead: 'Robin' }, both: ['lead', 'policy'] });
  expect(laid(theirs, theirs)).toEqual({ wanted: { ...begun, ...theirs }, both: [] });
  expect(laid(theirs, {})).toEqual({ wanted: { ...begun, ...theirs }, both: [] });
});

it('A8 counts whole minutes, hours and days, and none for a clock that is ahead', () => {
  const minute = 60_000;
  expect(ago(0, 59_000)).toEqual({ n: 0, unit: 'minute' });
  expect(ago(0, 185_000)).toEqual({ n: 3, unit: 'minute' });
  expect(ago(90_000, 0)).toEqual({ n: 0, unit: 'minute' });
  expect(ago(0, 60 * minute)).toEqual({ n: 1, unit: 'hour' });
  expect(ago(0, 24 * 60 * minute - 1)).toEqual({ n: 23, unit: 'hour' });
  expect(ago(0, 49 * 60 * minute)).toEqual({ n: 2, unit: 'day' });
});
