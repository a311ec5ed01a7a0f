import { tick } from 'svelte';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { place } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import { speak } from '../words/say';
import { followPlace, isLate } from './landing.svelte';

// Fetched before the clock stands still.
beforeAll(async () => {
  await speak('es');
  await speak('en');
});

beforeEach(() => {
  vi.useFakeTimers();
  place.begin(readStart('{}'));
});

afterEach(async () => {
  vi.useRealTimers();
  await speak('en');
});

it.each([
  ['05:59', true],
  ['06:00', false],
  ['12:00', false],
  ['17:59', false],
  ['18:00', true],
  ['23:59', true],
  ['00:00', true],
])('at %s by the clock of the device it is late: %s', (time, late) => {
  expect(isLate(new Date(`2026-03-02T${time}:00`))).toBe(late);
});

it('the headline follows the hour and the language while the page stands open', async () => {
  vi.setSystemTime(new Date('2026-03-02T17:58:30'));
  const heading = document.createElement('span');
  followPlace(heading, document.createElement('p'));
  await tick();
  expect(heading.textContent).toBe("You don't have to be alone with it.");
  vi.advanceTimersByTime(120_000);
  await tick();
  expect(heading.textContent).toBe("It's late, and you don't have to be alone with it.");
  await speak('es');
  await tick();
  expect(heading.textContent).toBe('Es tarde, y no tienes que pasar por esto a solas.');
  vi.setSystemTime(new Date('2026-03-03T06:00:00'));
  vi.advanceTimersByTime(60_000);
  await tick();
  expect(heading.textContent).toBe('No tienes que pasar por esto a solas.');
});
