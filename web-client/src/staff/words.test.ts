import { expect, it } from 'vitest';
import { changeablesOf, faultOf, LONGEST, longestOf, partOf } from './words';

it.each<[string, string[], string | undefined]>([
  ['Come in.', [], undefined],
  ['¿Qué te trae por aquí?', [], undefined],
  ['Back at {time}.', ['time'], undefined],
  ['About {low}–{high} minutes.', ['high', 'low'], undefined],
  [' ', [], 'missing'],
  ['a'.repeat(LONGEST + 1), [], 'long'],
  ['Call 911.', [], 'numbers'],
  ['Come in!', [], 'tone'],
  ['¡Pasa.', [], 'tone'],
  ['Please calm down.', [], 'tone'],
  ['<b>Come in.', [], 'signs'],
  ['Back soon.', ['time'], 'places'],
  ['Back at {time}, {peer}.', ['time'], 'places'],
  ['Back at {time}}.', ['time'], 'places'],
])('G24 "%s" with the places %o has the fault %s', (sentence, places, fault) => {
  expect(faultOf(sentence, places)).toBe(fault);
});

it('counts the words of the longest sentence, and no dashes', () => {
  expect(longestOf('Come in. You are welcome here – all of you.')).toBe(7);
  expect(longestOf('')).toBe(0);
});

it('knows where seekers meet a sentence', () => {
  expect(['landing.sub', 'age.why', 'wait.next', 'chip.here', 'end.q'].map(partOf)).toEqual(['landing', 'before', 'wait', 'chat', 'after']);
});

it('puts what ships beside what the house says, and leaves out what this page does not know', () => {
  const own = { en: 'Our peers.', es: 'Nuestra gente.' };
  const found = changeablesOf({ version: 1, keys: { 'landing.who': [], 'landing.step4': [], 'of.tomorrow': [] }, words: { 'landing.who': own }, changes: [] });
  expect(found.map(({ key, own: said }) => [key, said])).toEqual([
    ['landing.who', own],
    ['landing.step4', undefined],
  ]);
  expect(found[1]?.ships.es).toBe('Al final eliges qué se queda y qué se borra.');
});
