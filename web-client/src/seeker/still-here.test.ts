import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame } from '../protocol/frames';
import StillHere from './StillHere.svelte';

afterEach(cleanup);

it('C11 asks, warns, and takes one tap for an answer', async () => {
  const sent: ClientFrame[] = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  let there = 0;
  render(StillHere, { talk, onthere: () => (there += 1) });
  expect(screen.queryByRole('button')).toBe(null);
  talk.grewQuiet({ type: 'quiet', conversation: 'c', stage: 'still' });
  await tick();
  expect(screen.getByText('Still with us? No rush.')).toBeTruthy();
  talk.grewQuiet({ type: 'quiet', conversation: 'c', stage: 'closing', closesAt: 1 });
  await tick();
  await fireEvent.click(screen.getByRole('button', { name: 'Keep it open' }));
  expect(sent.filter((frame) => frame.type === 'still-here')).toHaveLength(1);
  expect(there).toBe(1);
  expect(screen.queryByRole('button')).toBe(null);
  talk.grewQuiet({ type: 'quiet', conversation: 'c', stage: 'held', closesAt: 1 });
  await tick();
  expect(screen.getByText('We paused this because it went quiet.', { exact: false })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: "I'm here" }));
  expect(sent.filter((frame) => frame.type === 'still-here')).toHaveLength(2);
});

it('C11 stays and says so where the answer does not get through', async () => {
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send: () => false, outbox: new Outbox(() => false, () => undefined) },
  );
  let there = 0;
  render(StillHere, { talk, onthere: () => (there += 1) });
  talk.grewQuiet({ type: 'quiet', conversation: 'c', stage: 'still' });
  await tick();
  await fireEvent.click(screen.getByRole('button', { name: "I'm here" }));
  expect(screen.getByText('This may not have got through', { exact: false })).toBeTruthy();
  expect([there, screen.queryByRole('button') !== null]).toEqual([0, true]);
});

it('C80 says that the peer knows, and sends the words where that cannot be told', async () => {
  const sent: ClientFrame[] = [];
  let open = true;
  const send = (frame: ClientFrame) => open && sent.push(frame) > 0;
  const outbox = new Outbox(send, () => undefined);
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox },
  );
  render(StillHere, { talk, onthere: () => undefined });
  talk.needMoment('I need a moment');
  expect(sent).toEqual([{ type: 'moment', conversation: 'c' }]);
  talk.grewQuiet({ type: 'quiet', conversation: 'c', stage: 'moment' });
  await tick();
  expect(screen.getByText('Robin knows that you need a moment. No rush.')).toBeTruthy();
  expect(screen.queryByRole('button')).toBe(null);
  talk.isThere('away', 1);
  await tick();
  expect(screen.getByText('Take your moment. Robin is told of it when they are back.')).toBeTruthy();
  talk.momentRefused();
  expect(sent.at(-1)).toMatchObject({ type: 'say', text: 'I need a moment' });
  talk.momentRefused();
  expect(outbox.pending).toHaveLength(1);
  outbox.wipe();
  open = false;
  talk.needMoment('I need a moment');
  expect(outbox.pending).toMatchObject([{ text: 'I need a moment', state: { is: 'waiting' } }]);
});
