import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame } from '../protocol/frames';
import DeleteMenu from './DeleteMenu.svelte';
import { Visit } from './visit.svelte';

function begun(): { visit: Visit; talk: Talk; sent: ClientFrame[] } {
  const sent: ClientFrame[] = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  const visit = new Visit();
  visit.send = send;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  visit.go({ at: 'chatting', talk });
  return { visit, talk, sent };
}

it('C10 the chat can be deleted while it goes on, after what goes was said', async () => {
  const { visit, talk, sent } = begun();
  render(DeleteMenu, { visit, talk });
  expect(screen.queryByText('Delete everything about me')).toBe(null);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete this conversation now' }));
  expect(screen.getByText(/^This ends the chat and deletes everything in it\./)).toBeTruthy();
  expect(sent).toEqual([]);
  await fireEvent.click(screen.getByRole('button', { name: 'Delete it' }));
  expect(sent).toEqual([{ type: 'delete', conversation: 'c' }]);
});

it('whoever came with words can have all of it deleted, and then the chat goes as well', async () => {
  const { visit, talk, sent } = begun();
  visit.carries = { words: 'maple harbor seven candle', share: true };
  render(DeleteMenu, { visit, talk });
  await fireEvent.click(screen.getByRole('button', { name: 'Delete everything about me' }));
  await fireEvent.click(screen.getByRole('button', { name: 'Delete it' }));
  expect(sent).toEqual([{ type: 'forget', words: 'maple harbor seven candle' }]);
  visit.back?.hear({ type: 'forgotten' });
  await tick();
  expect(sent.at(-1)).toEqual({ type: 'delete', conversation: 'c' });
  expect(visit.carries).toBe(undefined);
});
