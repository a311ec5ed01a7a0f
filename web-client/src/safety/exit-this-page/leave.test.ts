import { beforeEach, expect, it, vi } from 'vitest';
import { leave } from './leave';

let steps: string[];
let sent: Blob | undefined;

const ground = {
  beacon: (url: string, body: Blob) => {
    sent = body;
    steps.push(`beacon ${url}`);
  },
  others: () => void steps.push('others'),
  replace: (url: string) => void steps.push(`replace ${url} with "${document.body.textContent}" on the page and ${sessionStorage.length} things kept`),
};
const leaving = {
  token: () => 'tok',
  wipe: () => void steps.push(`wipe with "${document.body.textContent}" on the page`),
  exitSite: () => 'https://weather.example/',
  words: () => ({ title: 'Loading', loading: 'Loading.' }),
};

beforeEach(() => {
  steps = [];
  sent = undefined;
  document.body.innerHTML = '<p>what I wrote</p>';
  sessionStorage.setItem('token', 'tok');
});

it('hides, forgets, tells the server and the other tabs and goes, in this order', async () => {
  leave(leaving, ground);
  expect(steps).toEqual([
    'wipe with "Loading." on the page',
    'beacon /api/seekers/exit',
    'others',
    'replace https://weather.example/ with "Loading." on the page and 0 things kept',
  ]);
  expect(sent?.type).toBe('application/json');
  expect(await sent?.text()).toBe('{"token":"tok"}');
  expect(document.title).toBe('Loading');
});

it('goes even when everything on the way breaks', () => {
  const broken = () => {
    throw new Error('broken');
  };
  leave({ ...leaving, wipe: broken, words: broken }, { ...ground, beacon: broken, others: broken });
  expect(steps.at(-1)).toContain('replace https://weather.example/');
  expect(sessionStorage.length).toBe(0);
});

it('tells the server nothing when there is no pass', () => {
  leave({ ...leaving, token: () => null }, ground);
  expect(sent).toBeUndefined();
});

it('tells the other tabs with a message that carries nothing, and goes where a browser knows none', () => {
  const told: unknown[] = [];
  const replace = vi.spyOn(location, 'replace').mockImplementation(() => undefined);
  class Channel {
    constructor(readonly name: string) {}
    postMessage(message: unknown): void {
      told.push(this.name, message);
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel);
  leave({ ...leaving, token: () => null });
  vi.stubGlobal('BroadcastChannel', undefined);
  leave({ ...leaving, token: () => null });
  expect(told).toEqual(['porchlight', 0]);
  expect(replace.mock.calls).toEqual([['https://weather.example/'], ['https://weather.example/']]);
  replace.mockRestore();
  vi.unstubAllGlobals();
});
