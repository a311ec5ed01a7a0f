import { expect, it } from 'vitest';
import type { HouseLine, HouseRegion, LineText } from './account';
import { asSent, dueFirst, faultsOf, missingIn, previewOf, siteOf } from './lines';

const good: LineText = { name: 'Samaritans', kind: 'talk', value: '116 123', hours: '', free: true, audience: 'all', languages: [], note: { en: '', es: '' }, source: 'https://www.samaritans.org/contact' };

it.each<[Partial<LineText>, string[]]>([
  [{}, []],
  [{ name: ' 9-8-8 ', value: ' +1 800-911-2000 ' }, []],
  [{ name: 'Línea de la Vida', hours: 'de 9 a 21 h' }, []],
  [{ kind: 'text', value: 'SHOUT to 85258' }, []],
  [{ kind: 'chat', value: 'https://988lifeline.org/chat' }, []],
  [{ name: ' ' }, ['name']],
  [{ name: '<i>' }, ['name']],
  [{ value: '9' }, ['value']],
  [{ value: 'SHOUT to 85258' }, ['value']],
  [{ kind: 'text', value: 'H3LP to 85258' }, ['value']],
  [{ kind: 'chat', value: 'http://988lifeline.org' }, ['value']],
  [{ kind: 'chat', value: 'https://me@988lifeline.org' }, ['value']],
  [{ hours: 'x'.repeat(81) }, ['hours']],
  [{ languages: ['es'], note: { en: 'For Spanish, press 2', es: 'Para español, marca 2' } }, []],
  [{ note: { en: '<i>', es: 'x'.repeat(81) } }, ['note_en', 'note_es']],
  [{ source: '' }, ['source']],
  [{ source: 'samaritans.org' }, ['source']],
])('G14 %o has the faults %o', (part, faults) => {
  expect(faultsOf({ ...good, ...part })).toEqual(faults);
});

it('sends no white space around what was typed', () => {
  expect(asSent({ ...good, name: ' A ', value: ' 911 ', note: { en: ' B ', es: ' ' }, source: ' https://a.example ' })).toEqual({ ...good, name: 'A', value: '911', note: { en: 'B', es: '' }, source: 'https://a.example' });
});

it('puts what is due first, and leaves the rest in order', () => {
  const line = (value: string, due: boolean): HouseLine => ({ ...good, value, due, id: value, version: 0, checkedOn: '2026-11-01', checkedBy: '' });
  const region = (id: string, ...lines: HouseLine[]): HouseRegion => ({ id, name: id, lines, waiting: [] });
  const sorted = dueFirst({ alone: false, regions: [region('us', line('911', false)), region('uk', line('999', false), line('116123', true)), region('es', line('112', false))] });
  expect(sorted.map(({ id, lines }) => [id, ...lines.map(({ value }) => value)])).toEqual([['uk', '116123', '999'], ['us', '911'], ['es', '112']]);
});

it('shows what is being written at the place of the line that it changes, or at the end', () => {
  const line = (value: string): HouseLine => ({ ...good, value, due: false, id: value, version: 0, checkedOn: '2026-11-01', checkedBy: '' });
  const region: HouseRegion = { id: 'uk', name: 'uk', lines: [line('1'), line('2')], waiting: [] };
  const values = (before: HouseLine | undefined, value: string, name = good.name) => previewOf(region, before, { ...good, name, value }).map((each) => each.value);
  expect(values(region.lines[0], ' 3 ')).toEqual(['3', '2']);
  expect(values(undefined, '3')).toEqual(['1', '2', '3']);
  // The same line is there once, and what nobody has begun to write is not there.
  expect(values(undefined, '2')).toEqual(['1', '2']);
  expect(values(region.lines[1], '1')).toEqual(['1']);
  expect(values(undefined, '', ' ')).toEqual(['1', '2']);
});

it('says what a region has no line of', () => {
  const line = (part: Partial<HouseLine>): HouseLine => ({ ...good, due: false, id: 'l', version: 0, checkedOn: '2026-11-01', checkedBy: '', ...part });
  const region = (id: string, ...lines: HouseLine[]): HouseRegion => ({ id, name: id, lines, waiting: [] });
  expect(missingIn(region('uk', line({ kind: 'emergency' }), line({})))).toEqual(['youth']);
  expect(missingIn(region('uk', line({ kind: 'text' })))).toEqual(['emergency', 'talk', 'youth']);
  expect(missingIn(region('au', line({ kind: 'emergency' }), line({ audience: 'youth' })))).toEqual([]);
  expect(missingIn(region('elsewhere', line({ kind: 'chat' })))).toEqual([]);
});

it('names the site of a link', () => {
  expect(siteOf('https://www.samaritans.org/contact')).toBe('samaritans.org');
  expect(siteOf('')).toBe('');
});
