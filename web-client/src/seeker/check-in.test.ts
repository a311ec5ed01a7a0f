import { describe, expect, it } from 'vitest';
import type { CheckInAnswers } from '../protocol/frames';
import { answered, askedOf, isWorse } from './check-in';

describe('C30 a check-in', () => {
  it('sends what was answered, and nothing of what was skipped', () => {
    expect(answered({ upset: 6, hope: 'skip', heard: 'partly' })).toEqual({ upset: 6, heard: 'partly' });
    expect(answered({ upset: 'skip', heard: 'skip' })).toEqual({});
    expect(answered({})).toEqual({});
  });

  it('G43 asks what the house asks, and whether they felt heard only after it', () => {
    expect(askedOf(['heard', 'hope', 'upset'], false)).toMatchObject({ scales: [{ item: 'upset' }, { item: 'hope' }], heard: false });
    expect(askedOf(['heard'], true)).toEqual({ scales: [], heard: true });
    expect(askedOf([], true)).toEqual({ scales: [], heard: false });
  });

  it.each<[string, CheckInAnswers, CheckInAnswers]>([
    ['more upset', { upset: 3 }, { upset: 4 }],
    ['less hope', { hope: 3 }, { hope: 2 }],
    ['more alone', { alone: 1 }, { alone: 2 }],
    ['no next step any more', { next: 5 }, { next: 1 }],
    ['one worse among others that are better', { upset: 7, hope: 3 }, { upset: 1, hope: 2 }],
    ['not heard, whatever else', { upset: 7 }, { upset: 1, heard: 'no' }],
    ['not heard, and nothing said before', {}, { heard: 'no' }],
  ])('is worse: %s', (_, before, after) => {
    expect(isWorse(before, after)).toBe(true);
  });

  it.each<[string, CheckInAnswers, CheckInAnswers]>([
    ['less upset', { upset: 4 }, { upset: 3 }],
    ['more hope', { hope: 2 }, { hope: 3 }],
    ['less alone', { alone: 2 }, { alone: 1 }],
    ['all as before', { upset: 4, hope: 2, alone: 2, next: 2 }, { upset: 4, hope: 2, alone: 2, next: 2 }],
    ['nothing to compare with', {}, { upset: 7, hope: 1 }],
    ['nothing said after', { upset: 7 }, {}],
    ['partly heard', {}, { heard: 'partly' }],
  ])('is not worse: %s', (_, before, after) => {
    expect(isWorse(before, after)).toBe(false);
  });
});
