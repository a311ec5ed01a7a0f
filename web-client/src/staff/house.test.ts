import { expect, it } from 'vitest';
import type { HouseRules, HouseWanted } from './account';
import { asSent, changesOf, faultsOf, hoursOf, spansOf } from './house';

const wanted: HouseWanted = { version: 4, zone: 'Europe/Madrid', hours: ['mon 20:00-02:00'], requireSupervisor: true, days: 7, flagDays: 30, minAge: 18, topics: ['grief', 'work'], lead: '', policy: '', onCall: '', onCallPhone: '' };
const rules: HouseRules = { ...wanted, notice: 2, knownTopics: ['grief', 'work', 'just-talk'], changes: [] };
const young = { minAge: 16, lead: 'Noor', policy: 'https://house.example/under-18?v=2' };

it.each<[Partial<HouseWanted>, string[]]>([
  [{}, []],
  [{ zone: ' ' }, ['zone']],
  [young, []],
  [{ minAge: 16 }, ['lead', 'policy']],
  [{ ...young, lead: '<i>' }, ['lead']],
  [{ ...young, policy: 'x'.repeat(201) }, ['policy']],
  [{ topics: [] }, ['topics']],
  [{ onCall: 'Noor', onCallPhone: ' +34 600 123 456 ' }, []],
  [{ onCall: 'Noor' }, ['onCallPhone']],
  [{ onCall: 'Noor', onCallPhone: 'ask me' }, ['onCallPhone']],
  [{ onCallPhone: '112' }, ['onCall']],
])('G18 %o has the faults %o', (part, faults) => {
  expect(faultsOf({ ...wanted, ...part }, [])).toEqual(faults);
});

it('G18 a span has both its times, and there is an end to them', () => {
  const span = { day: 'mon', from: '20:00', until: '02:00' } as const;
  expect(faultsOf(wanted, Array(21).fill(span))).toEqual([]);
  expect(faultsOf(wanted, Array(22).fill(span))).toEqual(['hours']);
  expect(faultsOf(wanted, [{ ...span, until: '' }])).toEqual(['hours']);
});

it('reads hours and writes them, in order', () => {
  const hours = ['mon 09:00-12:00', 'mon 20:00-02:00', 'sun 18:00-04:00'];
  expect(hoursOf(spansOf(hours))).toEqual(hours);
  expect(hoursOf([...spansOf(hours)].reverse())).toEqual(hours);
  expect(spansOf(['daily 20:00-02:00', 'mon'])).toEqual([]);
});

it('sends nobody along who is needed for nothing', () => {
  expect(asSent({ ...wanted, lead: 'Noor', policy: 'Policy' })).toEqual(wanted);
  expect(asSent({ ...wanted, ...young, lead: ' Noor ' }).lead).toBe('Noor');
});

it.each<[Partial<HouseWanted>, string[]]>([
  [{}, []],
  [{ hours: [] }, ['hours']],
  [{ zone: 'UTC' }, ['hours']],
  [{ requireSupervisor: false }, ['supervisor_off']],
  [{ days: 3 }, ['days', 'notice']],
  [{ flagDays: 14 }, ['days', 'notice']],
  [young, ['minors_on', 'notice']],
  [{ topics: ['work', 'grief'] }, []],
  [{ topics: ['work'] }, ['topics']],
])('G18 %o changes %o for seekers', (part, changes) => {
  expect(changesOf(rules, { ...wanted, ...part })).toEqual(changes);
});

it('G18 says when people under 18 no longer come in', () => {
  expect(changesOf({ ...rules, ...young }, wanted)).toEqual(['minors_off', 'notice']);
});
