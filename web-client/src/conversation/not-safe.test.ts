import { expect, it } from 'vitest';
import type { Carried } from '../protocol/frames';
import { notSafe, notSafeToPeer } from './not-safe';

const card: Carried = { type: 'card', conversation: 'c', text: '' };

it.each<[Carried | undefined, boolean, RegExp]>([
  [undefined, false, /^$/],
  [{ ...card, help: 'listen' }, false, /^$/],
  [{ ...card, safe: 'no', told: true }, false, /^In line they said that they don't feel safe\. A supervisor can see it too\.$/],
  [{ ...card, safe: 'no', told: true }, true, /don't feel safe\. If you are worried, raise your hand\.$/],
  [{ ...card, safe: 'unsure' }, false, /not sure they're safe\. If you are worried, raise your hand\.$/],
])('C200 says to a peer of %o no more than is known', (carried, unsupervised, words) => {
  expect(notSafeToPeer(carried, unsupervised)).toMatch(words);
});

it('C200 says to a supervisor what was said, and nothing of supervisors', () => {
  expect(notSafe({ ...card, safe: 'no' })).toBe("In line they said that they don't feel safe.");
  expect(notSafe(card)).toBe('');
});
