import { afterEach, expect, it } from 'vitest';
import { speak } from '../words/say';
import { milestone } from './milestones';

afterEach(() => speak('en'));

it.each([
  [20, 11, 10, "You're half way. 10th in line."],
  [20, 12, 6, "You're half way. 6th in line."],
  [20, 6, 5, "You're 5th in line."],
  [8, 6, 3, "You're 3rd in line."],
  [4, 3, 2, "You're half way. 2nd in line."],
])('of %i, going from %i to %i is told', (first, before, now, words) => {
  expect(milestone(first, before, now)).toBe(words);
});

it.each([
  ['each place', 20, 15, 14],
  ['what is no way at all', 3, 2, 1],
  ['being next, which has its own words', 20, 2, 1],
  ['a place further back', 20, 5, 6],
  ['half of a short way', 3, 3, 2],
  ['what was told already', 20, 10, 9],
])('says nothing of %s', (_, first, before, now) => {
  expect(milestone(first, before, now)).toBe('');
});

it('counts as the language does', async () => {
  await speak('es');
  expect(milestone(20, 6, 5)).toBe('Eres el número 5 en la fila.');
});
