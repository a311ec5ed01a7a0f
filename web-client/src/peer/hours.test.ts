import { afterEach, describe, expect, it } from 'vitest';
import { speak } from '../words/say';
import { hoursWords } from './hours';

describe('P9 the hours of a week', () => {
  afterEach(() => speak('en'));

  it.each<[number, string]>([
    [0, ''],
    [59, ''],
    [60, 'You have been here 1 hour this week.'],
    [599, 'You have been here 9 hours this week.'],
    [719, 'You have been here 11 hours this week.'],
  ])('%i minutes are said as whole hours, and one that is not whole is not said', (minutes, words) => {
    expect(hoursWords(minutes)).toBe(words);
  });

  it('from 12 hours on rest is suggested', () => {
    expect(hoursWords(720)).toMatch(/^You have been here 12 hours this week\. .*rest/);
  });

  it('are said in the language of the desk', async () => {
    await speak('es');
    expect(hoursWords(540)).toBe('Esta semana llevas aquí 9 horas.');
  });
});
