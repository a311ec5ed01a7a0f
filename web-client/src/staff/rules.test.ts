import { expect, it } from 'vitest';
import type { SafetyRule } from './account';
import { falseAlarms, faultOf, kindOf, kindsOf } from './rules';

const rule = (id: string, category: string, language = 'en'): SafetyRule => ({ language, rule: id, by: ['seeker'], category, level: 1, why: 'Why.', examples: [], takesPhrases: true });
const line = (subject: string, right: number, wrong: number) => ({ subject, right, wrong, precision: right / (right + wrong), review: false, weeks: [] });

it('G150 puts the rules of a language together by kind', () => {
  const rules = [rule('a', 'suicide'), rule('b', 'abuse'), rule('c', 'suicide'), rule('d', 'suicide', 'es')];
  expect(kindsOf(rules, 'en').map(([kind, each]) => [kind, each.map((one) => one.rule)])).toEqual([
    ['suicide', ['a', 'c']],
    ['abuse', ['b']],
  ]);
});

it('says how often a rule was wrong only where enough of its flags were judged', () => {
  const lines = [line('a', 9, 1), line('b', 8, 1), line('house.a', 0, 10)];
  expect(falseAlarms(lines, 'a')).toEqual({ share: 0.1, judged: 10 });
  expect(falseAlarms(lines, 'b')).toBeUndefined();
  expect(falseAlarms(lines, 'house.a')).toEqual({ share: 1, judged: 10 });
  expect(falseAlarms(lines, 'c')).toBeUndefined();
});

it.each([
  ['off to the old mill', undefined],
  ['¿', 'length'],
  [' x ', 'length'],
  ['a'.repeat(61), 'length'],
  ['off * mill', 'signs'],
  ["I can't go", undefined],
  ['ya no más', undefined],
])('G150 "%s" has the fault %s', (phrase, fault) => {
  expect(faultOf(phrase)).toBe(fault);
});

it('knows the words for a kind, and none for one of tomorrow', () => {
  expect(kindOf('suicide')).toBe('safety.suicide');
  expect(kindOf('toString')).toBeUndefined();
});
