import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Seeker from './Seeker.svelte';

/** A socket on which nothing ever comes. */
class SilentSocket {
  send(): void {}
  close(): void {}
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', SilentSocket);
  vi.stubGlobal('scrollTo', () => undefined);
});
afterEach(() => {
  sessionStorage.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

it('S8 a socket that never opens ends in numbers, and a reload says nothing of joining the line', async () => {
  sessionStorage.setItem('porchlight.token', 'token');
  const element = <Name extends keyof HTMLElementTagNameMap>(name: Name) => document.createElement(name);
  const { container, unmount } = render(Seeker, { landing: element('div'), beginAt: element('button'), comeBackAt: element('button'), skipLink: element('a'), helpLinks: [] });
  await vi.dynamicImportSettled();
  await tick();
  expect(container.querySelector('h1')?.textContent).toBe('One moment…');
  expect(container.querySelector('main')?.textContent).not.toContain("can't get through");
  await vi.advanceTimersByTimeAsync(8_500);
  expect(container.querySelector('main')?.textContent).toContain("We can't get through yet.");
  expect(container.querySelector('main')?.textContent).toContain('If you need someone now:');
  expect([...container.querySelectorAll('main button')].map((each) => each.textContent)).toContain('Try again');
  unmount();
});
