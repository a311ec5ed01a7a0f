import { render } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import { speak } from '../../words/say';
import { place } from '../place.svelte';
import { readStart } from '../start';
import HelpNow from './HelpNow.svelte';

afterEach(async () => {
  place.begin(readStart('{}'));
  await speak('en');
});

it('has its own way out, because nothing behind it can be reached', () => {
  const { container, component } = render(HelpNow);
  component['open']();
  const out = container.querySelector('dialog[open] a[data-exit]');
  expect(out?.getAttribute('href')).toBe('/leave');
  expect(out?.textContent).toBe('Leave this site now: Quick exit');
});

it('says who can send someone and who can talk, also where no emergency number is known', async () => {
  const talk = { name: 'Línea de la Vida', kind: 'talk', value: '800 911 2000' };
  const told = () => render(HelpNow).container.querySelector('dialog p')?.textContent;
  const at = (...lines: object[]) => place.begin(readStart(JSON.stringify({ region: 'x', regions: [{ id: 'x', name: 'X', lines }] })));
  at({ name: 'Emergency', kind: 'emergency', value: '911' }, talk);
  expect(told()).toContain('911 can send someone. Línea de la Vida (800 911 2000) can talk with you right now.');
  at(talk);
  expect(told()).toContain('Your local emergency number can send someone.');
  await speak('es');
  expect(told()).toContain('El número de emergencias de tu zona puede enviar a alguien. En Línea de la Vida (800 911 2000)');
  at();
  expect(told()).toMatch(/El número de emergencias de tu zona puede enviar a alguien\.$/);
});

it('G190 says under a line in which languages it answers, and the note in that of the page', async () => {
  const talk = { name: '988 Lifeline', kind: 'talk', value: '988', languages: ['en', 'es'], note: { en: 'For Spanish, press 2', es: 'Para español, marca 2' } };
  const text = { name: 'A text line', kind: 'text', value: '123', note: { en: 'Only in English' } };
  place.begin(readStart(JSON.stringify({ region: 'x', regions: [{ id: 'x', name: 'X', lines: [talk, text] }] })));
  const rows = () => [...render(HelpNow).container.querySelectorAll('.lines li')].map((row) => row.textContent);
  expect(rows()[1]).toMatch(/English and Spanish.*For Spanish, press 2/s);
  expect(rows()[2]).toContain('Only in English');
  await speak('es');
  expect(rows()[1]).toMatch(/inglés y español.*Para español, marca 2/s);
  expect(rows()[2]).not.toContain('Only in English');
});
