import { beforeEach, expect, it } from 'vitest';
import { TripleShift } from './triple-shift';

let keys: TripleShift;
beforeEach(() => {
  keys = new TripleShift();
});

function shift(at: number) {
  keys.down('Shift');
  return keys.up('Shift', at);
}

it('leaves on the third press', () => {
  expect([shift(0), shift(4_000), shift(9_000)]).toEqual(['one', 'two', 'leave']);
});

it('does not count Shift as a modifier: capitals and Shift+Enter stay', () => {
  for (const at of [1, 2, 3, 4]) {
    keys.down('Shift');
    keys.down('A');
    keys.up('A', at);
    expect(keys.up('Shift', at)).toBe('none');
  }
});

it('starts over after another key', () => {
  shift(0);
  shift(1);
  expect(keys.down('x')).toBe('reset');
  expect(shift(2)).toBe('one');
});

it('starts over when more than 5 seconds lie between', () => {
  shift(0);
  expect(shift(5_001)).toBe('one');
  expect(keys.tick(10_002)).toBe('reset');
  expect(keys.tick(20_000)).toBe('none');
});
