import { expect, it } from 'vitest';
import { faultyIn, isExitSite } from './exits';

it.each(['https://weather.example', ' https://weather.example/today ', 'HTTPS://Weather.example:443/', 'https://xn--wtter-gra.example/', 'https://weather.example/a%20b/c,d'])('G180 %o can be one', (site) => {
  expect(isExitSite(site)).toBe(true);
});

it.each([
  '',
  'weather',
  'http://weather.example/',
  'https:weather',
  'https://someone@weather.example/',
  'https://weather.example:22/',
  'https://10.0.0.1/',
  'https://0x7f.0.0.0x1/',
  'https://2130706433/',
  'https://[fd00::1]/',
  'https://localhost/',
  'https://weather.example./',
  'https://weather.example/?for=robin',
  'https://weather.example/#today',
  'https://weather.example/to day',
  'https://weather.example/50%',
  `https://weather.example/${'x'.repeat(200)}`,
])('G180 %o can be none', (site) => {
  expect(isExitSite(site)).toBe(false);
});

it('G180 says of which regions the site is wrong, in their order', () => {
  expect(faultyIn({ au: 'http://maps.example/', uk: ' ', es: 'maps', us: 'https://maps.example/' }, ['us', 'uk', 'es', 'au', 'nz'])).toEqual(['es', 'au']);
});
