import { expect, it } from 'vitest';
import { marked } from './marked';

it('S3 marks what the server points at, in UTF-16 positions', () => {
  expect(marked('You should stop taking your pills', [{ start: 11, end: 33 }])).toEqual([
    { text: 'You should ', mark: false },
    { text: 'stop taking your pills', mark: true },
  ]);
  expect(marked('🕯️ hi', [{ start: 4, end: 6 }]).find((part) => part.mark)?.text).toBe('hi');
});

it.each([[[]], [[{ start: 2, end: 99 }]], [[{ start: 3, end: 1 }]], [[{ start: 0, end: 4 }, { start: 2, end: 6 }]]])('loses no letter with %o', (spans) => {
  expect(marked('letters', spans).map((part) => part.text).join('')).toBe('letters');
});
