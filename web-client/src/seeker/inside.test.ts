import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it } from 'vitest';
import Inside from './Inside.svelte';
import { Visit } from './visit.svelte';

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
