import { expect, it } from 'vitest';
import { newId } from './ids';

it('S2 an id is 22 characters of base64url, and another one each time', () => {
  const ids = Array.from({ length: 500 }, newId);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9_-]{22}$/);
  expect(new Set(ids).size).toBe(500);
});
