import { expect, it } from 'vitest';
import { daysUntil } from './days';

const at = (text: string) => new Date(text).getTime();

it.each([
  ['2026-11-26T00:01', '2026-11-26T23:59', 0],
  ['2026-11-26T23:59', '2026-11-27T00:01', 1],
  ['2026-11-26T12:00', '2026-12-03T12:00', 7],
  ['2026-11-26T12:00', '2026-11-25T23:00', -1],
])('from %s to %s there are %i midnights', (now, then, days) => {
  expect(daysUntil(at(then), at(now))).toBe(days);
});
