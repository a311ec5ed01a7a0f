import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Outbox } from '../connection/outbox';
import { Talk } from '../conversation/talk.svelte';
import Room from './Room.svelte';
import { Visit } from './visit.svelte';

const talk = (conversation = 'c'): Talk =>
  new Talk(
    { type: 'opened', conversation, epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 },
    { send: () => true, outbox: new Outbox(() => true) },
  );

describe('the waiting room and the chat', () => {
  let visit: Visit;
  let room: ReturnType<typeof render>;
  const field = () => room.container.querySelector('textarea')!;
  const button = (words: string) => [...room.container.querySelectorAll('button')].find((each) => each.textContent?.trim() === words)!;

  beforeEach(() => {
    visit = new Visit();
    visit.go({ at: 'waiting' });
    room = render(Room, { visit, talk: undefined, oncover: () => undefined });
  });
  afterEach(() => room.unmount());

  it('are as high as what can be seen above a keyboard that lies over the page', async () => {
    const seen = Object.assign(new EventTarget(), { height: 740 });
    vi.stubGlobal('visualViewport', seen);
    room.unmount();
    room = render(Room, { visit, talk: undefined, oncover: () => undefined });
    const height = () => document.documentElement.style.getPropertyValue('--vvh');
    await tick();
    expect(height()).toBe('740px');
    seen.height = 402.6;
    seen.dispatchEvent(new Event('resize'));
    expect(height()).toBe('403px');
    room.unmount();
    expect(height()).toBe('');
    vi.unstubAllGlobals();
    room = render(Room, { visit, talk: undefined, oncover: () => undefined });
  });

  it('have one field to write in: sending the first message, taking it back and a peer leave the focus in it', async () => {
    const same = field();
    same.focus();
    visit.draft = 'My cat died.';
    await tick();
    button('Send when they join').click();
    await tick();
    expect(visit.note).toBe('My cat died.');
    expect([field(), document.activeElement]).toEqual([same, same]);

    button('Keep writing').focus();
    button('Keep writing').click();
    await tick();
    expect([same.value, document.activeElement]).toEqual(['My cat died.', same]);

    await room.rerender({ visit, talk: talk(), oncover: () => undefined });
    await tick();
    expect([field(), document.activeElement]).toEqual([same, same]);
  });

  it('ask nothing about a conversation that was begun about the one before', async () => {
    await room.rerender({ visit, talk: talk(), oncover: () => undefined });
    button('End chat').click();
    await tick();
    expect(button('Stay')).toBeTruthy();
    await room.rerender({ visit, talk: undefined, oncover: () => undefined });
    await room.rerender({ visit, talk: talk('d'), oncover: () => undefined });
    await tick();
    expect(button('Stay')).toBeUndefined();
  });

  it('say what a peer can see of a peer alone: a supervisor who answered may have read more', async () => {
    await room.rerender({ visit, talk: talk(), oncover: () => undefined });
    await tick();
    expect(room.container.textContent).toContain('What Robin can see');
    const answered = new Talk(
      { type: 'opened', conversation: 'd', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'supervisor', name: 'Sam' }, usualMinutes: 50, idleMinutes: 20 },
      { send: () => true, outbox: new Outbox(() => true) },
    );
    await room.rerender({ visit, talk: answered, oncover: () => undefined });
    await tick();
    expect(room.container.textContent).not.toContain('can see');
    expect(room.container.textContent).not.toContain('Not shown');
  });

  it('say that no help can be sent where somebody is not safe, and where a supervisor comes', async () => {
    const limits = () => room.container.textContent?.split("we can't send help to you. Your local emergency number can send someone.").length;
    expect(limits()).toBe(1);
    visit.safe = 'unsure';
    await tick();
    expect(limits()).toBe(2);
    const joined = talk();
    await room.rerender({ visit, talk: joined, oncover: () => undefined });
    await tick();
    expect(limits()).toBe(1);
    joined.stepped({ type: 'stepped', conversation: 'c', n: 1, step: 'joined', by: 'Sam', peer: 'Robin', after: 0, at: 0 });
    await tick();
    expect(limits()).toBe(2);
  });

  it('keep what was chosen in the check-in on this page alone when the match comes', async () => {
    const radio = room.container.querySelector<HTMLInputElement>('input[name="check-upset"]')!;
    radio.click();
    await tick();
    const sends = vi.spyOn(visit, 'checkIn');
    await room.rerender({ visit, talk: talk(), oncover: () => undefined });
    expect([visit.before, sends.mock.calls]).toEqual([{ upset: 1 }, []]);
  });

  it('take whoever was in the check-in to the heading of the chat', async () => {
    button('Leave the line').focus();
    await room.rerender({ visit, talk: talk(), oncover: () => undefined });
    await tick();
    expect(document.activeElement?.id).toBe('main');
  });
});
