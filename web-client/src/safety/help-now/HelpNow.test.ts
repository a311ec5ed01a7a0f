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
