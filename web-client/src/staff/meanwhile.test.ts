import { expect, it } from 'vitest';
import { minutesSince, over } from './meanwhile';

const PARTS = ['days', 'topics', 'lead'] as const;
const begun = { days: 7, topics: ['grief'], lead: '' };

it('A8 lays what was written over what was saved meanwhile', () => {
  const mine = { ...begun, days: 3, version: 4 };
  expect(over(PARTS, begun, mine, { ...begun, topics: ['work'] })).toEqual({ wanted: { days: 3, topics: ['work'], lead: '', version: 4 }, both: [] });
});

it('A8 says what two people made different things of, and keeps what was written', () => {
  const mine = { ...begun, days: 3, topics: ['work'], lead: 'Noor' };
  const { wanted, both } = over(PARTS, begun, mine, { days: 5, topics: ['work'], lead: '' });
  expect(wanted).toEqual(mine);
  expect(both).toEqual(['days']);
});

it('A8 counts whole minutes, and none for a clock that is ahead', () => {
  expect(minutesSince(0, 59_000)).toBe(0);
  expect(minutesSince(0, 185_000)).toBe(3);
  expect(minutesSince(90_000, 0)).toBe(0);
});
