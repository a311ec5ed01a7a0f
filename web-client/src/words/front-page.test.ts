import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inSpanish } from './front-page';
import { NEVER } from './never';
import { privacyEs } from './privacy.es';
import { seekerEn } from './seeker.en';
import { seekerEs } from './seeker.es';

const parse = (page: string) => new DOMParser().parseFromString(page.replace(/<head>.*<\/head>/s, ''), 'text/html');

it('the plain front page is all there in Spanish, and leads back to English', () => {
  const page = inSpanish(readFileSync('seeker.html', 'utf8'));
  expect(page).toContain('<html lang="es"');
  expect(page).toContain('>El chat necesita JavaScript. Estos números, no.<');
  expect(page).toContain('<a class="button" href="/" lang="en" hreflang="en">English</a>');
  for (const english of ['/?lang=es', "You don't have", 'Chat needs', 'your local emergency', '>Emergency<', '{']) expect(page.replace(/^.*id="start".*$/m, '')).not.toContain(english);
  for (const element of parse(page).querySelectorAll('[data-say]')) {
    const words = seekerEs[element.getAttribute('data-say') as keyof typeof seekerEs];
    expect(element.textContent).toBe(words.replace('{limit}', '50').replace('{exit_site}', 'www.bbc.co.uk'));
  }
});

describe('the privacy text', () => {
  const english = readFileSync('privacy.html', 'utf8');
  const marked = (page: string) => [...parse(page).querySelectorAll('[data-say]')].map((element) => [element.getAttribute('data-say')!, element.textContent ?? ''] as const);
  const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

  it('says in both languages the same, from the same settings, and nothing that hurts', () => {
    const own = marked(english).filter(([key]) => key.startsWith('privacy.'));
    expect(own.map(([key]) => key).sort()).toEqual(Object.keys(privacyEs).sort());
    for (const [key, sentence] of own) {
      expect(places(privacyEs[key]!), key).toEqual(places(sentence));
      for (const words of [sentence, privacyEs[key]!]) {
        expect(words).not.toContain('!');
        expect(words).not.toMatch(NEVER);
      }
    }
    for (const [key, sentence] of marked(english).filter(([name]) => !name.startsWith('privacy.'))) expect(sentence).toBe(seekerEn[key as keyof typeof seekerEn]);
  });

  it('is all there in Spanish, leads back to English, and has no script', () => {
    const spanish = inSpanish(english);
    expect(spanish).toContain('<html lang="es"');
    expect(spanish).toContain('href="/privacy" lang="en" hreflang="en">English</a>');
    for (const [key, sentence] of marked(spanish)) expect(sentence, key).toBe(privacyEs[key] ?? seekerEs[key as keyof typeof seekerEs]);
    for (const page of [english, spanish]) expect(page).not.toMatch(/<script|data-exit|\son\w+=/);
    expect([...new Set(places(spanish))].sort()).toEqual(['days', 'flag_days', 'thread_days']);
  });
});
