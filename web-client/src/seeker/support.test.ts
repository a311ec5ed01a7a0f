import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import Support from './Support.svelte';

afterEach(cleanup);

const talk = { name: 'Samaritans', kind: 'talk', value: '116 123' } as const;
const page = { name: 'Find a helpline', kind: 'directory', value: 'https://findahelpline.com' } as const;
const emergency = { name: 'Emergency', kind: 'emergency', value: '112' } as const;

it('names an emergency number first, also where the region has none of its own', () => {
  const shown = render(Support, { lines: [talk], onclose: () => undefined });
  expect(shown.container.querySelector('li')?.textContent).toBe('Emergency: your local emergency number');
  shown.unmount();
  render(Support, { lines: [talk, emergency], onclose: () => undefined });
  expect(screen.getAllByRole('link').map(({ textContent }) => textContent)).toEqual(['Call Emergency 112', 'Call Samaritans 116 123']);
  expect(screen.queryByText('your local emergency number', { exact: false })).toBe(null);
});

it('opens a page beside the chat, and calls from where somebody is', () => {
  render(Support, { lines: [talk, page], onclose: () => undefined });
  expect(screen.getAllByRole('link').map((link) => link.getAttribute('target'))).toEqual([null, '_blank']);
});
