import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame } from '../protocol/frames';
import EndChat from './EndChat.svelte';

it('ends the chat when it can be told, and says so when it cannot', async () => {
  const sent: ClientFrame[] = [];
  let open = false;
  const send = (frame: ClientFrame) => open && sent.push(frame) > 0;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  render(EndChat, { talk, onstay: () => undefined });
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stay' }));
  await fireEvent.click(screen.getByRole('button', { name: 'End chat' }));
  expect(screen.getByRole('alert').textContent).toContain("We couldn't end it just now.");
  open = true;
  await fireEvent.click(screen.getByRole('button', { name: 'End chat' }));
  expect(sent.filter(({ type }) => type === 'end')).toHaveLength(1);
  expect(screen.getByRole('alert').textContent).toBe('');
});
