import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import UsualTime from './UsualTime.svelte';

it('C60 says it in one line that can be put away, and nothing of it while a supervisor is there', async () => {
  const send = () => true;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  let read = 0;
  render(UsualTime, { talk, onread: () => (read += 1) });
  expect(screen.queryByRole('button')).toBe(null);
  talk.timed({ type: 'time', conversation: 'c', stage: 'ten', minutes: 10 });
  await tick();
  expect(screen.getByText('About 10 minutes left. Robin can add time.')).toBeTruthy();
  talk.timed({ type: 'time', conversation: 'c', stage: 'more', minutes: 20 });
  await tick();
  expect(screen.getByText('Robin added 20 minutes.')).toBeTruthy();
  await fireEvent.click(screen.getByRole('button'));
  expect(read).toBe(1);
  expect(screen.queryByText('Robin added 20 minutes.')).toBe(null);
  talk.timed({ type: 'time', conversation: 'c', stage: 'over' });
  await tick();
  expect(screen.getByText('The usual time is over.', { exact: false })).toBeTruthy();
  talk.stepped({ type: 'stepped', conversation: 'c', n: 1, step: 'joined', by: 'Sam', peer: 'Robin', after: 0, at: 1 });
  await tick();
  expect(screen.queryByRole('button')).toBe(null);
});
