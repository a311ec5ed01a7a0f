import { expect, it } from 'vitest';
import { calls, href, inOrder } from './numbers';

const line = (kind: string, value: string, name = 'A line') => ({ name, kind, value });

it.each([
  [line('emergency', '911'), 'tel:911'],
  [line('talk', '13 11 14'), 'tel:131114'],
  [line('text', 'SHOUT to 85258'), 'sms:85258'],
  [line('text', '0477 13 11 14'), 'sms:0477131114'],
  [line('directory', 'findahelpline.com'), 'https://findahelpline.com'],
  [line('chat', 'https://988lifeline.org/chat'), 'https://988lifeline.org/chat'],
  [line('chat', 'javascript:alert(1)'), undefined],
  [line('talk', 'ask at the desk'), undefined],
])('%o leads to %s', (given, expected) => {
  expect(href(given)).toBe(expected);
});

it('puts emergency first', () => {
  expect(inOrder([line('chat', '1'), line('other', '2'), line('talk', '3'), line('emergency', '4')]).map((each) => each.value)).toEqual(['4', '3', '1', '2']);
});

it('names who to call, and says a number once', () => {
  const region = { id: 'x', name: 'X', lines: [line('emergency', '999'), line('talk', '116 123', 'Samaritans')] };
  expect(calls(region)).toEqual({ emergency: '999', line: 'Samaritans (116 123)' });
  expect(calls({ ...region, lines: [line('talk', '988', '988 Lifeline')] })).toEqual({ emergency: undefined, line: '988 Lifeline' });
  expect(calls(undefined)).toEqual({ emergency: undefined, line: undefined });
});
