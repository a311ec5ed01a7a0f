import { expect, it } from 'vitest';
import type { Raised } from '../conversation/talk.svelte';
import { handWords } from './hands';

const hand: Raised = { what: 'need_supervisor', why: 'danger', state: 'told', heard: true };

it.each<[Raised, boolean, RegExp]>([
  [{ ...hand, state: 'asked' }, false, /^Telling a supervisor/],
  [hand, false, /^A supervisor has been told\.$/],
  [hand, true, /^No supervisor is on shift/],
  [{ ...hand, heard: false }, false, /^No supervisor is on shift/],
  [{ ...hand, heard: false, by: 'Sam' }, false, /^Sam has seen/],
  [{ ...hand, nobody: true }, false, /^No answer yet/],
  [{ ...hand, by: 'Sam' }, false, /^Sam has seen/],
  [{ ...hand, state: 'failed' }, false, /try again/],
])('C14 says of %o no more than is known', (raised, unsupervised, words) => {
  expect(handWords(raised, unsupervised)).toMatch(words);
});
