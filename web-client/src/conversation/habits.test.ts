import { afterEach, expect, it } from 'vitest';
import { Habits } from './habits';
import { OwnSettings } from './own-settings.svelte';

afterEach(() => sessionStorage.clear());

it('keeps each habit for this tab, and no other thing', () => {
  const habits = new Habits(new OwnSettings());
  expect(habits.has('keys-off')).toBe(false);
  habits.set('keys-off', true);
  habits.set('keys-off', true);
  habits.set('lines-hidden', true);
  habits.set('keys-off', false);
  const after = new Habits(new OwnSettings());
  expect([after.has('keys-off'), after.has('lines-hidden'), after.has('side-by-side')]).toEqual([false, true, false]);
  expect(localStorage.length).toBe(0);
});
