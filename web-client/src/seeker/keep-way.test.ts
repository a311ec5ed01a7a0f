import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import type { ClientFrame } from '../protocol/frames';
import { sayBack } from '../words/say-back';
import KeepWay from './KeepWay.svelte';
import { Visit } from './visit.svelte';
import { Keeping } from './way-back.svelte';

function begun(): Keeping {
  const send = (_: ClientFrame) => true;
  const visit = new Visit();
  visit.send = send;
  const talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 22 },
    { send, outbox: new Outbox(send, () => undefined) },
  );
  const keeping = new Keeping(visit, talk);
  render(KeepWay, { talk, keeping });
  return keeping;
}

afterEach(cleanup);

it('the keyboard goes into the card with whoever opens it, and back to what opened it', async () => {
  begun();
  const opener = () => screen.getByRole('button', { name: sayBack('thread.keep') });
  await fireEvent.click(opener());
  expect(document.activeElement).toBe(screen.getByLabelText(sayBack('card.label')));
  await fireEvent.click(screen.getByRole('button', { name: sayBack('card.not') }));
  await tick();
  expect(document.activeElement).toBe(opener());
});

it('C40 what is changed after the words were shown is said to be saved, each time, and the form stays until it is', async () => {
  const keeping = begun();
  await fireEvent.click(screen.getByRole('button', { name: sayBack('thread.keep') }));
  keeping.keep({ text: 'Nights are hard.', plan: [], show: true }, 'en');
  keeping.hear({ type: 'words', words: ['maple', 'harbor', 'seven', 'candle'], until: 5 });
  await tick();
  await tick();
  expect(document.activeElement).toBe(screen.getByRole('group', { name: sayBack('thread.words') }));

  for (const text of ['Mornings are hard.', 'Evenings are hard.']) {
    await fireEvent.click(screen.getByRole('button', { name: sayBack('back.write_or_change') }));
    keeping.change({ text, plan: [], show: true });
    await tick();
    expect(screen.queryByText(sayBack('card.saved'))).toBe(null);
    expect(screen.getByLabelText(sayBack('card.label'))).toBeTruthy();
    keeping.hear({ type: 'thread', visits: 1, until: 5, show: true, card: text, plan: [] });
    await tick();
    await tick();
    expect(screen.queryByLabelText(sayBack('card.label'))).toBe(null);
    expect(document.activeElement).toBe(screen.getByText(sayBack('card.saved')));
    // The words are shown this once, and stay for as long as the page does.
    expect(screen.getByRole('group', { name: sayBack('thread.words') })).toBeTruthy();
  }
  keeping.wipe();
});
