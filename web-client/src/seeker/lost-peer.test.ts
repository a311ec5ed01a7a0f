import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame, Said } from '../protocol/frames';
import LostPeer from './LostPeer.svelte';
import { Visit } from './visit.svelte';

const SAID: Said = { type: 'said', conversation: 'c', epoch: 'e', seq: 1, id: 'm', from: { role: 'peer', name: 'Robin' }, text: 'Hi.', at: 1 };

describe('C19 a peer who is gone', () => {
  let talk: Talk;
  let asked: unknown[][];
  let visit: Visit;

  const meet = (from: number): void => {
    const send = (_: ClientFrame) => true;
    talk = new Talk(
      { type: 'opened', conversation: 'c', epoch: 'e', from, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
      { send, outbox: new Outbox(send, () => undefined) },
    );
    asked = [];
    visit = new Visit();
    visit.otherPeer = (...about) => asked.push(about) > 0;
    render(LostPeer, { visit, talk, onwait: () => undefined });
  };

  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('before a word of theirs, is followed by another without being asked for, with what was written', async () => {
    meet(1);
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e', head: 0 });
    talk.isThere('away', Date.now());
    await vi.advanceTimersByTimeAsync(25_000);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked[0]).toEqual([talk, true, 'unheard']);
  });

  it('after words that a seeker who went back in is not shown, is waited for', async () => {
    meet(8);
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e', head: 7 });
    talk.isThere('away', Date.now());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(asked).toEqual([]);
  });

  it('after a word of theirs, is waited for, and the seeker is asked', async () => {
    meet(1);
    talk.said(SAID);
    talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e', head: 1 });
    talk.isThere('away', Date.now());
    await vi.advanceTimersByTimeAsync(60_000);
    expect(screen.queryByRole('button', { name: 'Someone else' })).toBe(null);
    await vi.advanceTimersByTimeAsync(130_000);
    expect(screen.getByRole('button', { name: 'Someone else' })).toBeTruthy();
    expect(asked).toEqual([]);
    expect(screen.queryByRole('alert')).toBe(null);
    visit.otherFailed = true;
    await vi.advanceTimersByTimeAsync(0);
    expect(screen.getByRole('alert').textContent).toBe('This may not have got through. You can try again.');
  });
});
