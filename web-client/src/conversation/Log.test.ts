import { cleanup, render, screen } from '@testing-library/svelte';
import { createRawSnippet } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Outbox } from '../connection/outbox';
import type { Stepped } from '../protocol/frames';
import Log from './Log.svelte';
import { Talk } from './talk.svelte';

const nothing = createRawSnippet<[Stepped]>(() => ({ render: () => '<span></span>' }));
let talk: Talk;

function show(...texts: string[]): HTMLElement[] {
  texts.forEach((text, at) => talk.said({ type: 'said', conversation: 'c', epoch: 'e', seq: at + 1, id: `m${at}`, from: { role: 'peer', name: 'Robin' }, text, at: 1 }));
  talk.caughtUp({ type: 'caught-up', conversation: 'c', epoch: 'e', head: texts.length });
  const { container } = render(Log, { talk, tongue: 'en', step: nothing });
  return [...container.querySelectorAll<HTMLElement>('.said')];
}

beforeEach(() => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  talk = new Talk(
    { type: 'opened', conversation: 'c', epoch: 'e', from: 1, as: 'seeker', state: 'open', with: { role: 'peer', name: 'Robin' }, usualMinutes: 50, idleMinutes: 20 },
    { send: () => true, outbox: new Outbox(() => true), announcer: { tell: () => {}, interrupt: () => {} } },
  );
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('shows markup as the words that it is', () => {
  const markup = '<img src=x onerror=alert(1)><b>bold</b> &amp; {@html "x"}';
  const [said] = show(markup);
  expect(said!.textContent).toBe(markup);
  expect(said!.children).toHaveLength(0);
});

it('S4 opens an address that somebody sends to a seeker in a page of its own, and tells that page nothing', () => {
  const text = 'Look at https://988lifeline.org/chat. <b>Now</b>';
  const [said] = show(text);
  expect(said!.textContent).toBe(text);
  const link = said!.querySelector('a');
  expect(said!.children).toHaveLength(1);
  expect(['href', 'target', 'rel'].map((name) => link?.getAttribute(name))).toEqual(['https://988lifeline.org/chat', '_blank', 'noreferrer']);
});

it('shows emoji, lines and words from right to left as they were written', () => {
  const texts = ['👩‍👩‍👧 🌧', 'one\n\ntwo', 'אני כאן.', 'مرحبا'];
  const shown = show(...texts);
  expect(shown.map(({ textContent }) => textContent)).toEqual(texts);
  expect(shown.every((each) => each.getAttribute('dir') === 'auto')).toBe(true);
});

it('is a log that says nothing by itself, with a name for whoever speaks', () => {
  show('Hi.');
  const log = screen.getByRole('log');
  expect([log.getAttribute('aria-live'), log.getAttribute('aria-busy'), log.getAttribute('tabindex')]).toEqual(['off', 'false', '0']);
  expect(log.querySelector('li .vh')?.textContent).toBe('Robin said:');
});
