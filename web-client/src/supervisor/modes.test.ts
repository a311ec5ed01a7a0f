import { expect, it } from 'vitest';
import type { Standing } from '../conversation/steps';
import { modeOf } from './modes';

it.each<[Standing['part'], string, boolean, string]>([
  ['watching', '', false, 'whisper'],
  ['joined', 'Sam', false, 'join'],
  ['joined', 'Sam', true, 'whisper'],
  ['joined', 'Kit', false, 'whisper'],
  ['took_over', 'Sam', false, 'take_keep'],
  ['took_over', 'Sam', true, 'whisper'],
  ['alone', 'Sam', false, 'take_alone'],
  // Nobody is left to whisper to.
  ['alone', 'Sam', true, 'take_alone'],
  ['alone', 'Kit', false, 'whisper'],
])('C24 C25 %s by %s, turned aside %s: Sam writes as %s', (part, by, aside, mode) => {
  expect(modeOf({ part, by, asking: '' }, 'Sam', aside)).toBe(mode);
});
