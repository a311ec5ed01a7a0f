import { expect, it } from 'vitest';
import { isWhole, spansOf } from './house';
import { gaps } from './rota';

it.each([
  ['nobody', ['mon 20:00-02:00'], [], ['mon']],
  ['one for all of it', ['mon 20:00-02:00'], ['mon 19:45-02:15'], []],
  ['two after each other', ['mon 20:00-02:00'], ['mon 20:00-23:00', 'mon 23:00-02:00'], []],
  ['one who comes after midnight', ['mon 20:00-02:00'], ['mon 20:00-00:00', 'tue 00:00-02:00'], []],
  ['one who leaves too soon', ['mon 20:00-02:00', 'tue 20:00-22:00'], ['mon 20:00-01:59', 'tue 20:00-22:00'], ['mon']],
  ['a week that ends on Monday', ['sun 22:00-02:00'], ['sun 22:00-00:00', 'mon 00:00-02:00'], []],
  ['a whole day', ['sat 08:00-08:00'], ['sat 08:00-20:00', 'sat 20:00-08:00'], []],
  ['a house without hours', [], [], []],
])('G42 with %s, the days that nobody covers wholly', (_, open, there, days) => {
  expect(gaps(spansOf(open), spansOf(there))).toEqual(days);
});

it('a line without its end is not whole', () => {
  expect(isWhole([{ day: 'mon', from: '20:00', until: '' }])).toBe(false);
  expect(isWhole([{ day: 'mon', from: '20:00', until: '02:00' }])).toBe(true);
  expect(isWhole([])).toBe(true);
});
