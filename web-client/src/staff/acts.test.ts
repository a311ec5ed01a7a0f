import { expect, it } from 'vitest';
import { actWords, KINDS } from '../conversation/act-words';
import { isOfAChat, whoMayBeMeant } from './acts';

it.each(KINDS)('%s has words', (code) => {
  expect(actWords(code)).not.toMatch(/[._]/);
});

it('a code that is newer than the page is shown as it is', () => {
  expect(actWords('something.new')).toBe('something.new');
  expect(actWords('toString')).toBe('toString');
});

it('V7 whatever is about one chat leads to all about it', () => {
  expect(['card.read', 'clinician.offer', 'resource.offer', 'thread.close', 'conversation.read'].map(isOfAChat)).toEqual([true, true, true, true, true]);
  expect(['people.change', 'house.change', 'sign-in.end', 'something'].map(isOfAChat)).toEqual([false, false, false, false]);
});

it('V7 who has left can be chosen once something of theirs was shown, and the operator is no person', () => {
  const recorded = [{ id: 'sam', name: 'Sam' }];
  expect(whoMayBeMeant(recorded, [{ who: 'sam', name: 'Sam' }, { who: 'lee', name: 'Lee' }, { who: 'operator' }, { who: 'lee', name: 'Lee' }, { who: 'old' }])).toEqual([
    { id: 'sam', name: 'Sam' },
    { id: 'lee', name: 'Lee' },
    { id: 'old', name: 'old' },
  ]);
});
