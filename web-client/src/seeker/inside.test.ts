import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import Inside from './Inside.svelte';
import { softTone } from './soft-tone.svelte';
import { Visit } from './visit.svelte';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';

function altC(): void {
  const event = new KeyboardEvent('keydown', { key: 'c', code: 'KeyC', altKey: true });
  event.getModifierState = () => false;
  window.dispatchEvent(event);
}

it('what happens below the cover never lifts it, not even the end of the visit', async () => {
  const visit = new Visit();
  visit.go({ at: 'waiting' });
  const { container } = render(Inside, { visit });
  const covered = () => container.querySelector<HTMLDialogElement>('dialog')?.open;
  expect(covered()).toBe(false);
  altC();
  expect(covered()).toBe(true);
  visit.go({ at: 'gone' });
  await tick();
  expect(container.querySelector('main')).toBe(null);
  expect(covered()).toBe(true);
});

it('on the front page the key covers nothing', () => {
  const { container } = render(Inside, { visit: new Visit() });
  altC();
  expect(container.querySelector<HTMLDialogElement>('dialog')?.open).toBe(false);
});

it('anywhere else it does, and the door that is closed says when it cannot be heard of', async () => {
  const visit = new Visit();
  const { container } = render(Inside, { visit });
  visit.go({ at: 'notice' });
  altC();
  expect(container.querySelector<HTMLDialogElement>('dialog')?.open).toBe(true);
  visit.talks = { state: { at: 'waiting-to-retry', since: Date.now() }, returned: 0, slow: false, all: [], tryNow: () => undefined, serverNow: () => Date.now() } as never;
  visit.door = { type: 'door', state: 'no_peer' };
  visit.go({ at: 'closed-door' });
  await tick();
  await tick();
  expect(container.textContent).toContain("so it can't tell you when someone is here");
  expect(container.textContent).not.toContain('This line changes by itself');
});

it('a tone says that somebody came to whoever waits, and nothing sounds under the cover or after a reload', async () => {
  const plays = vi.spyOn(softTone, 'play').mockImplementation(() => undefined);
  const talk = () =>
    new Talk(
      { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 },
      { send: () => true, outbox: new Outbox(() => true) },
    );
  const visit = new Visit();
  const { unmount } = render(Inside, { visit });
  visit.go({ at: 'arriving' });
  await tick();
  visit.go({ at: 'chatting', talk: talk() });
  await tick();
  expect(plays).not.toHaveBeenCalled();
  visit.go({ at: 'waiting' });
  await tick();
  visit.go({ at: 'chatting', talk: talk() });
  await tick();
  expect(plays).toHaveBeenCalledTimes(1);
  visit.go({ at: 'waiting' });
  await tick();
  altC();
  visit.go({ at: 'chatting', talk: talk() });
  await tick();
  expect(plays).toHaveBeenCalledTimes(1);
  unmount();
  plays.mockRestore();
});

it('who left in another tab leaves here as well, by the way out that is there', () => {
  const channels: { name: string; open: boolean; onmessage: (() => void) | null }[] = [];
  class Channel {
    open = true;
    onmessage: (() => void) | null = null;
    constructor(readonly name: string) {
      channels.push(this);
    }
    close(): void {
      this.open = false;
    }
  }
  vi.stubGlobal('BroadcastChannel', Channel);
  const out = document.createElement('a');
  const pressed = vi.fn();
  out.dataset['exit'] = '';
  out.addEventListener('click', pressed);
  document.body.append(out);
  const { unmount } = render(Inside, { visit: new Visit() });
  expect(channels.map(({ name }) => name)).toEqual(['porchlight']);
  channels[0]?.onmessage?.();
  expect(pressed).toHaveBeenCalledTimes(1);
  // What has left has no way out any more, and nothing is thrown.
  out.remove();
  channels[0]?.onmessage?.();
  expect(pressed).toHaveBeenCalledTimes(1);
  unmount();
  expect(channels[0]?.open).toBe(false);
  vi.unstubAllGlobals();
});

it('a tone that was chosen is silent for who comes after, once the page is clear', async () => {
  const visit = new Visit();
  const { unmount } = render(Inside, { visit });
  visit.go({ at: 'waiting' });
  await tick();
  softTone.choose(true);
  visit.go({ at: 'cleared' });
  await tick();
  expect([softTone.on, sessionStorage.getItem('porchlight.tone')]).toEqual([false, null]);
  unmount();
});
