import { expect, it } from 'vitest';
import type { Talk } from '../conversation/talk.svelte';
import type { OverStep, Stepped } from '../protocol/frames';
import { overRefusalWords, overWords } from './over';

const step = (n: number, what: OverStep, peer?: string): Stepped => ({
  type: 'stepped',
  conversation: 'c',
  n,
  step: what,
  by: 'Robin',
  after: 0,
  at: 1,
  why: 'lived',
  ...(peer === undefined ? {} : { peer }),
});
const talk = (me: string, ...steps: Stepped[]) => ({ name: 'Heron', me, steps }) as unknown as Talk;

it.each<[OverStep, RegExp]>([
  ['over_asked', /^You asked Heron/],
  ['over_declined', /^Heron would rather go on with you/],
  ['over_agreed', /you stay until they're here/],
  ['over_back', /^You carry on with Heron\.$/],
  ['over_nobody', /^No one else was free this time, so you carry on/],
])('C27 tells the peer who hands over: %s', (what, words) => {
  expect(overWords(talk('Robin', step(1, what)), what, step(1, what))).toMatch(words);
});

it('C27 tells the next peer what was before them as somebody else\'s', () => {
  const kinds = ['over_asked', 'over_agreed', 'handed_over'] as const;
  const all = kinds.map((what, at) => step(at + 1, what, what === 'handed_over' ? 'Sky' : undefined));
  expect(overWords(talk('Robin', ...all), 'handed_over', all[2]!)).toBe('Sky is with Heron now. Thank you for staying until then.');
  expect(kinds.map((what, at) => overWords(talk('Sky', ...all), what, all[at]!))).toEqual([
    'Robin has asked Heron whether someone else may carry on, because someone who has lived it would help more.',
    'Heron said yes. Robin stays until someone else is here.',
    'Sky has come. Robin has left.',
  ]);
});

it.each<[string, RegExp]>([
  ['taken', /^A supervisor is asking Heron/],
  ['too_fast', /^Heron has been asked several times/],
  ['decided', /^Too late/],
  ['left', /^Heron has left/],
  ['trouble', /try again/],
])('C27 says why nobody is asked: %s', (reason, words) => {
  expect(overRefusalWords(reason, 'Heron')).toMatch(words);
});
