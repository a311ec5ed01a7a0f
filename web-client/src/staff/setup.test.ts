import { expect, it } from 'vitest';
import { confirmWords, leftOf, moreWords, placeOf, waitsWords, type SetupLook, type SetupStep } from './setup';

const hours: SetupStep = { what: 'hours', done: false, confirm: false };
const notice: SetupStep = { what: 'notice', done: false, confirm: true };
const look = (steps: SetupStep[], more: Partial<SetupLook> = {}): SetupLook => ({ required: true, notice: 2, steps, ...more });

it('A0 says how much is left while the chat waits for it, and nothing where nothing waits', () => {
  expect(leftOf(look([hours, notice]))).toBe(2);
  expect(waitsWords(look([hours, notice]))).toBe("The chat can't open yet. 2 things left.");
  expect(waitsWords(look([hours, { ...notice, done: true }]))).toBe("The chat can't open yet. One thing left.");
  expect(waitsWords(look([{ ...hours, done: true }]))).toBe('Everything is done, so the chat can open.');
  expect(waitsWords(look([hours], { required: false }))).toBe('');
  expect(waitsWords(look([hours], { opened: { at: 1 } }))).toBe('');
});

it('A0 what is looked up has a place where it is done, and what a person confirms has words for it', () => {
  expect(placeOf('hours')).toBe('house');
  expect(confirmWords('hours')).toBe('');
  expect(placeOf('ip_logs')).toBeUndefined();
  expect(confirmWords('ip_logs')).toBe('I checked that no proxy or access log in front of this server keeps IP addresses.');
});

it('A0 a notice that was read before it changed has to be read again', () => {
  expect(moreWords(notice)).toBe('');
  expect(moreWords({ ...notice, said: { at: 1, by: 'Kit' } })).toBe('Since then it says something else. Read it again.');
  expect(moreWords({ what: 'lines', done: false, confirm: false, count: 3 })).toBe('Due for a check: 3.');
  expect(moreWords({ what: 'lines', done: true, confirm: false, count: 0 })).toBe('');
});
