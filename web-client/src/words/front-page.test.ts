import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inSpanish } from './front-page';
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
