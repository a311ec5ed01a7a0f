import { expect, it } from 'vitest';
import type { Recorded, Wanted } from './account';
import { asSent, faultsOf, standingOf, usualEnd, yearsLater } from './people';

const TODAY = '2026-11-26';
const wanted: Wanted = { name: 'Noa', role: 'peer', level: 'supervised', clearedForMinors: true, trainedOn: '2026-03-14', goodUntil: '2027-03-14', languages: ['en'], topics: ['grief'] };
const recorded: Recorded = { ...wanted, id: 'p1', ready: true };

it.each<[string, Partial<Recorded>, object | undefined]>([
  ['good for long', {}, { is: 'good' }],
  ['who only practises', { level: 'practice', ready: false }, { is: 'practice' }],
  ['whose training is not recorded', { trainedOn: '', goodUntil: '', ready: false }, { is: 'untrained' }],
  ['whose training ended yesterday', { goodUntil: '2026-11-25', ready: false }, { is: 'ended', on: '2026-11-25' }],
  ['on the last day', { goodUntil: TODAY }, { is: 'ending', days: 0 }],
  ['with 12 days left', { goodUntil: '2026-12-08' }, { is: 'ending', days: 12 }],
  ['with 30 days left', { goodUntil: '2026-12-26' }, { is: 'ending', days: 30 }],
  ['with 31 days left', { goodUntil: '2026-12-27' }, { is: 'good' }],
  ['who is a supervisor', { role: 'supervisor', goodUntil: '', ready: false }, undefined],
])('how it stands with someone %s', (_, change, standing) => {
  expect(standingOf({ ...recorded, ...change }, TODAY)).toEqual(standing);
});

it('a training is good for a year unless something else is said, and for nothing while the year is typed', () => {
  expect(usualEnd('2026-03-14')).toBe('2027-03-14');
  expect(usualEnd('0202-03-14')).toBe('');
  expect(usualEnd('')).toBe('');
  expect(yearsLater('2024-02-29')).toBe('2025-02-28');
});

it.each<[string, Partial<Wanted>, string[]]>([
  ['all is there', {}, []],
  ['practice, no days', { level: 'practice', trainedOn: '', goodUntil: '' }, []],
  ['a supervisor without days', { role: 'supervisor', trainedOn: '', goodUntil: '' }, []],
  ['no name', { name: '  ' }, ['name']],
  ['a name that is none', { name: 'Noa <3' }, ['name']],
  ['supervised, one day missing', { goodUntil: '' }, ['days_needed']],
  ['independent, no days', { level: 'independent', trainedOn: '', goodUntil: '' }, ['days_needed']],
  ['training that lies ahead', { trainedOn: '2026-11-27', goodUntil: '2027-11-27' }, ['day_ahead']],
  ['good until before it', { goodUntil: '2026-03-13' }, ['until_wrong']],
  ['good for more than five years', { goodUntil: '2031-03-15' }, ['until_wrong']],
  ['no language', { languages: [] }, ['language']],
])('what cannot be is found: %s', (_, change, faults) => {
  expect(faultsOf({ ...wanted, ...change }, TODAY)).toEqual(faults);
});

it('sends level, clearance and topics of peers alone', () => {
  expect(asSent({ ...wanted, name: ' Noa ' })).toEqual(wanted);
  expect(asSent({ ...wanted, role: 'supervisor' })).toEqual({ ...wanted, role: 'supervisor', level: 'practice', clearedForMinors: false, topics: [] });
});
