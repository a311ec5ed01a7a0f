import { expect, it } from 'vitest';
import { place } from './place.svelte';
import { readNotice, readStart } from './start';

it.each(['{}', '', 'null', '[', undefined])('%s yields the safe values', (text) => {
  const start = readStart(text);
  expect(start.minAge).toBe(18);
  expect(start.exitSite).toBe('https://www.bbc.co.uk/weather');
  expect(start.topics).toContain('grief');
  expect(start.regions).toEqual([]);
});

it('reads what the server wrote, and one broken field hides no other', () => {
  const line = { name: 'Samaritans', kind: 'talk', value: '116 123', free: true, checkedOn: '2026-11-01' };
  const start = readStart(JSON.stringify({ days: 'seven', flagDays: 20, region: 'uk', regions: [{ id: 'uk', name: 'United Kingdom', lines: [line] }] }));
  expect(start.days).toBe(7);
  expect(start.flagDays).toBe(20);
  expect(start.regions[0]?.lines).toEqual([line]);
});

it("G24 reads the house's own words", () => {
  const words = { 'landing.who': { en: 'Our peers.', es: 'Nuestra gente.' } };
  expect(readStart(JSON.stringify({ words })).words).toEqual(words);
  expect(readStart(JSON.stringify({ words: { 'landing.who': 'Our peers.' } })).words).toEqual({});
});

it('G1 takes what the notice says by now from the refusal that says so, and from no other', () => {
  const notice = { noticeVersion: 3, minAge: 18, days: 3, flagDays: 14 };
  expect(readNotice({ status: 400, reason: 'notice_changed', notice })).toEqual(notice);
  for (const other of [{ status: 400 }, { reason: 'notice_changed' }, { reason: 'notice_changed', notice: { ...notice, days: 'three' } }, undefined]) expect(readNotice(other)).toBeUndefined();
});

it('leads away to the page of the region that was chosen, or else to the usual one', () => {
  const line = { name: 'Samaritans', kind: 'talk', value: '116 123' };
  const regions = ['us', 'uk'].map((id) => ({ id, name: id, lines: [line] }));
  place.begin(readStart(JSON.stringify({ region: 'us', regions, exitSite: 'https://weather.example/', exitSites: { uk: 'https://news.example/' } })));
  expect(place.exitSite).toBe('https://weather.example/');
  place.region = 'uk';
  expect(place.exitSite).toBe('https://news.example/');
});
