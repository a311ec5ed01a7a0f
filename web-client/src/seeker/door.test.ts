import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Place } from '../protocol/frames';
import { speak } from '../words/say';
import { askTheDoor, availability, doorWords } from './door';
import { movedWords } from './visit.svelte';

const NOW = new Date('2026-03-02T22:00:00').getTime();
const HOUR = 3_600_000;

afterEach(async () => {
  vi.unstubAllGlobals();
  await speak('en');
});

function answers(status: number, body: unknown): void {
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(body), { status }));
}

describe('the door', () => {
  it('is open only when the server says so', async () => {
    answers(200, { state: 'open', waitMin: 5, waitMax: 15 });
    const open = await askTheDoor('en');
    expect(availability(open, true)).toBe('People are here now. Wait is about 5–15 minutes.');
    answers(200, { state: 'open' });
    expect(availability(await askTheDoor('en'), true)).toBe("People are here now. We can't tell how long the wait is.");
    answers(200, { state: 'open', waitMin: 20, waitMax: 40 });
    expect(availability(await askTheDoor('en'), true)).toContain('Busy tonight.');
    expect(availability(await askTheDoor('en'), false)).toContain('Busy right now.');
  });

  it.each([
    ['a question that was not understood', 400, {}],
    ['a state from a newer server', 200, { state: 'ajar' }],
    ['nonsense', 200, 'hm'],
  ])('is unknown after %s', async (_, status, body) => {
    answers(status, body);
    const door = await askTheDoor('en');
    expect(door).toEqual({ at: 'unknown' });
    expect(availability(door, true)).toBe("We can't tell how long the wait is right now.");
  });

  it('is down when the server says that it cannot tell', async () => {
    answers(503, {});
    const door = await askTheDoor('en');
    expect(door).toEqual({ at: 'down' });
    expect(availability(door, true)).toBe("Something broke on our side. It wasn't you.");
  });

  it('is unknown when nothing answers', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('offline')));
    expect(await askTheDoor('en')).toEqual({ at: 'unknown' });
  });

  it('says until when chats begin, once that is soon', async () => {
    answers(200, { state: 'open', closesAt: NOW + HOUR });
    expect(availability(await askTheDoor('en'), true)).toMatch(/^People are here now\..* Last chats start at 11:00.PM \(your time\)\.$/);
  });

  it('says when somebody is there next, with the day when that is far', async () => {
    expect(doorWords({}, NOW)).toBe("We can't take more people safely right now.");
    expect(doorWords({ opensAt: NOW + HOUR }, NOW)).toMatch(/^We're closed until 11:00.PM \(your time\)\.$/);
    expect(doorWords({ opensAt: NOW + 46 * HOUR }, NOW)).toMatch(/^We're closed until Wednesday, 8:00.PM/);
    // The reader's own clock, which is elsewhere in this test, is not asked.
    answers(200, { state: 'no_peer', opensAt: NOW + 46 * HOUR, now: NOW });
    expect(availability(await askTheDoor('en'), true)).toMatch(/^We're closed until Wednesday, 8:00.PM/);
    answers(200, { state: 'no_peer', opensAt: NOW + HOUR, now: NOW });
    expect(availability(await askTheDoor('en'), true)).toMatch(/^We're closed until 11:00.PM/);
    await speak('es');
    expect(doorWords({ opensAt: NOW + 46 * HOUR }, NOW)).toContain('miércoles');
  });
});

describe('V5 what a supervisor does about the line', () => {
  it('is told as it is, and never with a time to come again', async () => {
    answers(200, { state: 'full' });
    expect(availability(await askTheDoor('en'), true)).toBe("We can't take more people safely right now.");
    answers(200, { state: 'numbers' });
    expect(availability(await askTheDoor('en'), true)).toBe('There is no chat here right now, only numbers to call.');
    answers(200, { state: 'not_open' });
    expect(availability(await askTheDoor('en'), true)).toBe("This chat hasn't opened yet.");
  });
});

describe('a place that moved', () => {
  const place = (position: number, more: Partial<Place>): Place => ({ type: 'place', position, asOf: NOW, topics: [], wants: 'anyone', patience: 10, ...more });

  it('says why only where the server does', () => {
    expect(movedWords(place(3, {}), 2)).toBe('');
    expect(movedWords(place(3, { why: 'moved', because: 'urgent' }), 2)).toContain('urgent need');
    expect(movedWords(place(3, { why: 'moved', because: 'returned' }), 2)).toContain('came back');
    expect(movedWords(place(1, { why: 'moved', because: 'served' }), 2)).toBe('You moved up.');
    expect(movedWords(place(1, { why: 'moved' }), 2)).toBe('You moved up.');
    expect(movedWords(place(3, { why: 'moved' }), 2)).toBe("Your place changed. We can't say why.");
    expect(movedWords(place(2, { because: 'duty' }), 2)).toContain('on duty');
  });
});
