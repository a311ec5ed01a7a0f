import { expect, it } from 'vitest';
import { nextAt } from './until';

const NOW = new Date(2026, 10, 26, 22, 10).getTime();

it.each<[string, Date | undefined]>([
  ['23:30', new Date(2026, 10, 26, 23, 30)],
  ['00:30', new Date(2026, 10, 27, 0, 30)],
  ['22:10', new Date(2026, 10, 27, 22, 10)],
  ['', undefined],
])('P1 until %s is the next time that the clock shows it', (time, at) => {
  expect(nextAt(time, NOW)).toBe(at?.getTime());
});
