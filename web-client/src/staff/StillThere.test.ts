import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { talking } from '../conversation/talking.svelte';
import type { Bells } from '../sound/bells.svelte';
import { sayDesk } from '../words/say-desk';
import type { Account } from './account';
import StillThere from './StillThere.svelte';

const me = vi.fn(async () => undefined);
const silence = vi.fn();
const ring = vi.fn(() => silence);
const asked = () => screen.queryByRole('alert');
const after = (minutes: number) => vi.advanceTimersByTimeAsync(minutes * 60_000);

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
});
afterEach(() => {
  vi.useRealTimers();
  talking.now = false;
  document.body.replaceChildren();
});

function open(minutes: number | undefined) {
  render(StillThere, { account: { me } as unknown as Account, bells: { ring } as unknown as Bells, minutes });
}

it('P1 asks two minutes before a sign-in that nobody uses ends, and any use is an answer', async () => {
  open(15);
  await after(12.9);
  expect(asked()).toBeNull();
  await after(0.5);
  expect(asked()?.textContent).toContain(sayDesk('idle.h', { n: 2 }));
  expect(ring.mock.calls).toEqual([['offer', 'notify.idle']]);
  expect(silence).not.toHaveBeenCalled();
  await fireEvent.wheel(window);
  expect(asked()).toBeNull();
  expect(silence).toHaveBeenCalledOnce();
  expect(me).toHaveBeenCalledOnce();
  await after(12.9);
  expect(asked()).toBeNull();
});

it('P1 G10 asks nobody who is in a conversation, and from its end on counts anew', async () => {
  open(15);
  talking.now = true;
  await after(60);
  expect(asked()).toBeNull();
  talking.now = false;
  await after(12.7);
  expect(asked()).toBeNull();
  await after(0.6);
  expect(asked()).not.toBeNull();
});

it('P1 asks nobody whose sign-in does not end by itself', async () => {
  open(undefined);
  await after(600);
  expect(asked()).toBeNull();
});
