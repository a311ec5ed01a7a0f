import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { backEn } from './back.en';
import { backEs } from './back.es';
import { deskEn } from './desk.en';
import { deskEs } from './desk.es';
import { language } from './language.svelte';
import { NEVER } from './never';
import { privacyEs } from './privacy.es';
import { dayWords, fill, monthWords, ordinal, say, speak, takeOwnWords, topicName } from './say';
import { seekerEn } from './seeker.en';
import { seekerEs } from './seeker.es';

const books: [string, Record<string, string>, Record<string, string>][] = [
  ['seeker', seekerEn, seekerEs],
  ['way back', backEn, backEs],
  ['desk', deskEn, deskEs],
];
const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each(books)('the words of the %s', (_, en, es) => {
  it('are there in both languages', () => {
    expect(Object.keys(es).sort()).toEqual(Object.keys(en).sort());
    for (const sentence of [...Object.values(en), ...Object.values(es)]) expect(sentence.trim()).not.toBe('');
  });

  it.each(Object.keys(en))('%s has the same places in both languages', (key) => {
    expect(places(es[key]!)).toEqual(places(en[key]!));
  });

  it('never shout, and never say what hurts', () => {
    for (const sentence of [...Object.values(en), ...Object.values(es)]) {
      expect(sentence).not.toContain('!');
      expect(sentence).not.toMatch(NEVER);
    }
  });
});

it('Spanish says "tú" to one person and speaks of many without "vosotros" or "ustedes"', () => {
  const many = /vuestr|vosotr|steis\b|(?<!diecis|veintis)[áé]is\b|(?<!\p{L})(?:os|ustedes)(?!\p{L})/iu;
  const sentences = [seekerEs, backEs, deskEs, privacyEs].flatMap((book) => Object.values(book));
  for (const sentence of [...sentences, readFileSync('src/peer/phrases.json', 'utf8')]) expect(sentence).not.toMatch(many);
  for (const sentence of ['Solo lo leéis.', 'Si lo quisisteis.', 'Os lo dijo.', 'con vuestras palabras']) expect(sentence).toMatch(many);
  for (const sentence of ['veintiséis días', 'dieciséis o seis', 'muchos años en el país']) expect(sentence).not.toMatch(many);
});

describe('G24 what a house may say in its own words', () => {
  const changeable = JSON.parse(readFileSync('../chat-server/src/main/resources/house/words.json', 'utf8')) as Record<string, string[]>;

  it.each(Object.entries(changeable))('%s is there, has those places, and no number of its own', (key, filled) => {
    for (const book of [seekerEn, seekerEs] as Record<string, string>[]) {
      expect([...new Set(places(book[key]!))]).toEqual([...filled].sort());
      expect(book[key]).not.toMatch(/\p{N}/u);
    }
  });
});

function sources(): string {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => /\.(svelte|ts)$/.test(file) && !/^words\/.*(\.(en|es)|\.test)\.ts$/.test(file));
  return [...files.map((file) => readFileSync(join('src', file), 'utf8')), readFileSync('seeker.html', 'utf8')].join('\n');
}

it('no sentence is carried that nobody says', () => {
  const said = new Set([...sources().matchAll(/['"]([\w.]+)['"]/g)].map((match) => match[1]!));
  const unsaid = [...Object.keys(seekerEn), ...Object.keys(backEn), ...Object.keys(deskEn)].filter((key) => !key.startsWith('topic.') && !said.has(key));
  expect(unsaid).toEqual([]);
});

it('the plain landing page says what the words say', () => {
  const page = new DOMParser().parseFromString(readFileSync('seeker.html', 'utf8').replace(/<head>.*<\/head>/s, ''), 'text/html');
  const marked = [...page.querySelectorAll('[data-say]')];
  expect(marked.length).toBeGreaterThan(20);
  for (const element of marked) {
    const key = element.getAttribute('data-say') as keyof typeof seekerEn;
    expect(element.textContent, key).toBe(say(key, { limit: 50, exit_site: 'www.bbc.co.uk' }));
  }
});

describe('say', () => {
  afterEach(() => speak('en'));

  it('fills the places, and follows the language', async () => {
    expect(say('chat.saidby', { peer: 'Robin' })).toBe('Robin said:');
    expect(await speak('es')).toBe('es');
    expect(say('chat.saidby', { peer: 'Robin' })).toBe('Robin dijo:');
    expect(language.now).toBe('es');
  });

  it('without a connection stays as it is and says so, and comes once there is one', async () => {
    vi.resetModules();
    const { speak: speakAnew } = await import('./say');
    const { language: anew, notFetched } = await import('./language.svelte');
    const network = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    expect(await speakAnew('es')).toBe('en');
    expect(anew.missing).toBe('es');
    for (const sentence of Object.values(notFetched)) expect(sentence).not.toMatch(NEVER);
    network.mockRestore();
    expect(await speakAnew('es')).toBe('es');
    expect(anew.missing).toBeUndefined();
  });

  it('what was chosen last holds, also where an earlier one comes late', async () => {
    vi.resetModules();
    const { speak: speakAnew } = await import('./say');
    const late = speakAnew('es');
    expect(await speakAnew('en')).toBe('en');
    expect(await late).toBe('en');
    expect(await speakAnew('es')).toBe('es');
  });

  it("G24 says the house's own words, with their places filled, in the language", async () => {
    takeOwnWords({ 'chat.saidby': { en: 'With {peer}', es: 'Con {peer}' } });
    expect(say('chat.saidby', { peer: 'Robin' })).toBe('With Robin');
    await speak('es');
    expect(say('chat.saidby', { peer: 'Robin' })).toBe('Con Robin');
    takeOwnWords({});
    expect(say('chat.saidby', { peer: 'Robin' })).toBe('Robin dijo:');
  });

  it('says "la" at one o\'clock in Spanish, and leaves every other hour and what people wrote alone', async () => {
    await speak('es');
    expect(say('landing.closed', { time: '1:30' })).toBe('Cerrado hasta la 1:30 (tu hora).');
    expect(say('landing.closed_day', { day: 'lunes', time: '1:00' })).toBe('Cerrado hasta el lunes a la 1:00 (tu hora).');
    expect(say('landing.closed', { time: '13:30' })).toBe('Cerrado hasta las 13:30 (tu hora).');
    expect(say('landing.closed', { time: '11:30' })).toBe('Cerrado hasta las 11:30 (tu hora).');
    expect(say('chat.one', { peer: 'Robin', text: 'a las 1:30' })).toBe('Robin: a las 1:30');
    expect(fill('Hasta las {time}.', {})).toBe('Hasta las {time}.');
  });

  it('counts places in line as the language does', async () => {
    expect([1, 2, 3, 4, 11, 22].map(ordinal)).toEqual(['1st', '2nd', '3rd', '4th', '11th', '22nd']);
    await speak('es');
    expect(ordinal(4)).toBe('4');
  });

  it('names a month in the language, and nothing that is none', async () => {
    expect(dayWords('2026-03-14')).toBe('March 14, 2026');
    expect(dayWords('soon')).toBe('soon');
    expect(monthWords('2026-03')).toBe('March 2026');
    expect(monthWords('2026-13')).toBe('');
    await speak('es');
    expect(monthWords('2026-03')).toBe('marzo de 2026');
  });

  it('shows a topic that it has no words for by its own name', () => {
    expect(topicName('grief')).toBe('grief');
    expect(topicName('night-shifts')).toBe('night shifts');
  });
});
