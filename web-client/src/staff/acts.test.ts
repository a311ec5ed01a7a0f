import { expect, it } from 'vitest';
import { actWords, KINDS } from '../conversation/act-words';

it.each(KINDS)('%s has words', (code) => {
  expect(actWords(code)).not.toMatch(/[._]/);
});

it('a code that is newer than the page is shown as it is', () => {
  expect(actWords('something.new')).toBe('something.new');
  expect(actWords('toString')).toBe('toString');
});
