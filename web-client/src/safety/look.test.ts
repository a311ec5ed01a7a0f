import { afterEach, expect, it } from 'vitest';
import { look } from './look.svelte';

afterEach(() => {
  sessionStorage.clear();
  look.begin();
});

it('what Enter does is kept for this tab, once somebody has chosen it', () => {
  look.begin();
  expect(look.enterSends).toBe(undefined);
  look.write('large');
  look.begin();
  expect(look.enterSends).toBe(undefined);
  look.letEnter(false);
  look.begin();
  expect(look.enterSends).toBe(false);
  expect(look.size).toBe('large');
  look.letEnter(true);
  look.begin();
  expect(look.enterSends).toBe(true);
});

it('takes the colours and the size of an account, and leaves aside what is not known', () => {
  look.begin();
  look.take('light', undefined);
  look.take('purple', 'largest');
  expect([look.theme, look.size]).toEqual(['light', 'largest']);
  look.begin();
  expect([look.theme, look.size]).toEqual(['light', 'largest']);
});
