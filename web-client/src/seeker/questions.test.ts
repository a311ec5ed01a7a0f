import { cleanup, render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import { place } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import Questions from './Questions.svelte';

afterEach(() => {
  cleanup();
  place.begin(readStart('{}'));
});

it.each<[boolean, string[], string]>([
  [false, ['upset', 'hope', 'alone', 'next', 'heard'], 'How are you right now? (4 quick questions, skip any)'],
  [false, ['upset', 'hope', 'heard'], 'How are you right now? (2 quick questions, skip any)'],
  [false, ['upset', 'heard'], 'How are you right now? (1 quick question, or skip it)'],
  [true, ['upset', 'hope', 'alone', 'next', 'heard'], 'How are you now? (5 quick questions, skip any)'],
  [true, ['upset', 'heard'], 'How are you now? (2 quick questions, skip any)'],
  [true, ['heard'], 'How are you now? (1 quick question, or skip it)'],
])('G43 says how many questions this house asks: over %s, of %j', (over, questions, words) => {
  place.begin({ ...readStart('{}'), questions });
  const { container } = render(Questions, { over, onsend: () => true });
  expect(container.querySelector('summary')?.textContent).toBe(words);
  expect(container.querySelectorAll('fieldset')).toHaveLength(Number(/\d/.exec(words)?.[0]));
});
