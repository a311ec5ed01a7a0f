import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame, Stepped } from '../protocol/frames';
import MayOffer from './MayOffer.svelte';
import OfferedCard from './OfferedCard.svelte';

afterEach(cleanup);

const step = (n: number, what: Stepped['step'], of: Stepped['what'] & string): Stepped => ({ type: 'stepped', conversation: 'c', n, step: what, by: 'Robin', after: 0, at: 1, what: of });

it('C100 asks first, and answers by the number of the question', async () => {
  const sent: ClientFrame[] = [];
  const send = (frame: ClientFrame) => sent.push(frame) > 0;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  talk.stepped(step(4, 'offer_asked', 'lines'));
  let replied = 0;
  render(MayOffer, { talk, step: talk.offered!, onreplied: () => (replied += 1) });
  expect(screen.getByRole('group', { name: 'Robin asks: is it OK to send you numbers that may help?' })).toBeTruthy();
  await fireEvent.click(screen.getByRole('button', { name: 'No, thanks' }));
  expect([sent, replied]).toEqual([[{ type: 'reply', conversation: 'c', yes: false, n: 4 }], 1]);
  talk.stepped(step(5, 'offer_no', 'lines'));
  expect(talk.offered).toBe(undefined);
});

it('C100 stays, says so and keeps the focus where the answer does not get through', async () => {
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send: () => false, outbox: new Outbox(() => false, () => undefined) },
  );
  talk.stepped(step(4, 'offer_asked', 'lines'));
  let replied = 0;
  render(MayOffer, { talk, step: talk.offered!, onreplied: () => (replied += 1) });
  await fireEvent.click(screen.getByRole('button', { name: 'Yes, send it' }));
  expect(screen.getByRole('alert').textContent).toContain('This may not have got through');
  expect(replied).toBe(0);
});

it('C100 shows a small thing in the words of the page', () => {
  render(OfferedCard, { step: step(2, 'offer_yes', 'cold') });
  expect(screen.getByText(/^Run cold water over your hands/)).toBeTruthy();
});
