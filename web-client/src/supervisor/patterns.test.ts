import { afterEach, expect, it, vi } from 'vitest';
import { fetchPatterns } from './patterns';

afterEach(() => vi.unstubAllGlobals());

const answers = (status: number, body: unknown) => vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));

it('reads who is noticed, and drops figures that nobody should compare', async () => {
  answers(200, { people: [{ id: 'a', name: 'Robin', patterns: ['declines', 'reports'], declined: 12 }] });
  expect(await fetchPatterns()).toEqual([{ id: 'a', name: 'Robin', patterns: ['declines', 'reports'] }]);
});

it('fails where it is refused, or is told what it has no words for', async () => {
  answers(403, { people: [] });
  await expect(fetchPatterns()).rejects.toThrow('status: 403');
  answers(200, { people: [{ id: 'a', name: 'Robin', patterns: ['worst'] }] });
  await expect(fetchPatterns()).rejects.toThrow();
});
