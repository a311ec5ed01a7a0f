import { expect, it } from 'vitest';
import { type Bell, BELLS, render, SAMPLES_PER_SECOND } from './tones';

it.each(Object.entries(BELLS))('%s swells from silence, never clips, and is silent until its next round', (_, bell) => {
  const samples = render(bell);
  const loudest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  expect(samples).toHaveLength(bell.every * SAMPLES_PER_SECOND);
  expect(samples[0]).toBe(0);
  expect(loudest).toBeGreaterThan(0.1);
  expect(loudest).toBeLessThan(1);
  const over = Math.max(...bell.notes.map(({ from, lasts }) => from + lasts));
  expect(over).toBeLessThanOrEqual(bell.every);
  expect(samples.slice(Math.ceil(over * SAMPLES_PER_SECOND)).every((sample) => sample === 0)).toBe(true);
});

it('an offer rings twice, a message once, and what needs a person now until somebody goes', () => {
  const times = (bell: Bell) => BELLS[bell].times;
  expect([times('offer'), times('message'), times('now')]).toEqual([2, 1, Infinity]);
  expect([BELLS.offer.every, BELLS.now.every]).toEqual([15, 20]);
});
