import { afterEach, expect, it } from 'vitest';
import { speak } from '../words/say';
import { controlWords, seekerWords, type Control } from './controls';
import { Controls } from './controls.svelte';

const pause: Control = { id: 'c1', what: 'pause', reason: 'many', by: 'Sam', since: 1, until: 1_000 };

afterEach(() => speak('en'));

it('V5 people who come read exactly what the door says, and nothing where it says nothing else', async () => {
  expect(seekerWords('pause')).toBe("We can't take more people safely right now.");
  expect(seekerWords('cap')).toBe(seekerWords('pause'));
  expect(seekerWords('numbers')).toBe('There is no chat here right now, only numbers to call.');
  expect([seekerWords('extend'), seekerWords('standby')]).toEqual(['', '']);
});

it('V5 a cap says how many', async () => {
  expect(controlWords({ what: 'cap', most: 5 })).toBe('Cap the line at 5');
  await speak('es');
  expect(controlWords({ what: 'pause' })).toBe('Pausar entradas');
});

it('V5 what is on stays on the board while nobody can be asked, until its time is over', async () => {
  let away = false;
  const controls = new Controls({ controls: () => (away ? Promise.reject(new Error('away')) : Promise.resolve([pause])) });
  await controls.look(1);
  expect(controls.on).toEqual([pause]);
  away = true;
  await controls.look(999);
  expect(controls.on).toEqual([pause]);
  await controls.look(1_001);
  expect(controls.on).toEqual([]);
});
