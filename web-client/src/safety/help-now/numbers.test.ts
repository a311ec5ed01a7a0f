import { afterEach, expect, it } from 'vitest';
import { speak } from '../../words/say';
import { readStart } from '../start';
import { alwaysForYoung, calls, href, inOrder, regionName, regionOf, tongues } from './numbers';

afterEach(() => speak('en'));

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

it('G170 for somebody young puts what is for them before the rest, and leaves nothing out', () => {
  const youth = { ...line('text', '4', 'For the young'), audience: 'youth' };
  const adult = { ...line('talk', '2', 'For adults'), audience: 'adult' };
  const lines = [adult, line('talk', '3'), line('emergency', '1'), youth];
  expect(inOrder(lines, true).map((each) => each.value)).toEqual(['1', '4', '3', '2']);
  expect(inOrder(lines).map((each) => each.value)).toEqual(['1', '2', '3', '4']);
});

it('G170 says day and night to somebody young only where a line is for them and every line is always there', () => {
  const always = { ...line('talk', '2'), hours: 'day and night' };
  const youth = { ...always, audience: 'youth' };
  expect(alwaysForYoung([line('emergency', '1'), always, youth])).toBe(true);
  expect(alwaysForYoung([line('emergency', '1'), always])).toBe(false);
  expect(alwaysForYoung([youth, line('talk', '3')])).toBe(false);
  expect(alwaysForYoung([{ ...youth, hours: '9 am to 9 pm' }])).toBe(false);
  expect(alwaysForYoung([])).toBe(false);
});

it('G170 names no line for young people to everybody, unless there is no other', () => {
  const youth = { ...line('talk', '1', 'For the young'), audience: 'youth' };
  expect(calls({ id: 'x', name: 'X', lines: [youth, line('talk', '2')] }).line).toBe('A line (2)');
  expect(calls({ id: 'x', name: 'X', lines: [youth] }).line).toBe('For the young (1)');
});

it('G190 of each kind puts what answers in the language of the page first, what is known not to last, and leaves nothing out', async () => {
  const english = { ...line('talk', '2'), languages: ['en'] };
  const spanish = { ...line('talk', '3'), languages: ['fr', 'es'] };
  const lines = [line('chat', '5'), spanish, line('talk', '4'), english, line('emergency', '1')];
  const values = () => inOrder(lines).map((each) => each.value);
  expect(values()).toEqual(['1', '2', '4', '3', '5']);
  expect(calls({ id: 'x', name: 'X', lines }).line).toBe('A line (2)');
  await speak('es');
  expect(values()).toEqual(['1', '3', '4', '2', '5']);
  expect(calls({ id: 'x', name: 'X', lines }).line).toBe('A line (3)');
  // For somebody young what is for them goes before that.
  const youth = { ...line('talk', '6'), audience: 'youth', languages: ['en'] };
  expect(inOrder([...lines, youth], true).map((each) => each.value)).toEqual(['1', '6', '3', '4', '2', '5']);
});

it('G190 names the languages in that of the page', async () => {
  expect(tongues({ languages: ['en', 'es'] })).toBe('English and Spanish');
  expect(tongues({})).toBe('');
  await speak('es');
  expect(tongues({ languages: ['en', 'fr'] })).toBe('inglés y francés');
});

it('G251 takes a region that is not offered any more for none of those named, and nothing chosen for where the house is', () => {
  const region = (id: string) => ({ id, name: id, lines: [] });
  const start = { ...readStart('{}'), region: 'us', regions: [region('uk'), region('us'), region('elsewhere')] };
  expect(regionOf(start, 'uk')?.id).toBe('uk');
  expect(regionOf(start, 'ie')?.id).toBe('elsewhere');
  expect(regionOf(start, '')?.id).toBe('us');
  expect(regionOf({ ...start, regions: [region('uk')] }, 'ie')?.id).toBe('uk');
  expect(regionOf({ ...start, regions: [] }, 'ie')).toBeUndefined();
});

it('names a country in the language of the page, and any other region as it is called', async () => {
  const names = () => [['uk', 'United Kingdom'], ['es', 'España'], ['elsewhere', 'Elsewhere'], ['qq', 'The islands']].map(([id = '', name = '']) => regionName({ id, name }));
  expect(names()).toEqual(['United Kingdom', 'Spain', 'Elsewhere', 'The islands']);
  await speak('es');
  expect(names()).toEqual(['Reino Unido', 'España', 'En otro país', 'The islands']);
});
