import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { IntroCameOf } from './intro';
import OwnIntro from './OwnIntro.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));

it('G120 shows the line that stands, keeps another, and says what cannot be said', async () => {
  const answers: IntroCameOf[] = ['hint', 'done'];
  const introduce = vi.fn(async () => answers.shift()!);
  const { container, getByRole } = render(OwnIntro, { source: { intro: async () => 'Night owl.', introduce } });
  await settle();
  await tick();
  const field = container.querySelector('input')!;
  expect(field.value).toBe('Night owl.');
  getByRole('button').click();
  await settle();
  expect(introduce).toHaveBeenCalledWith('Night owl.');
  expect(container.querySelector('[role="alert"]')?.textContent).toContain('contact details');
  expect(document.activeElement).toBe(field);
  getByRole('button').click();
  await settle();
  expect(container.querySelector('[role="alert"]')?.textContent).toBe('');
  expect(container.querySelector('[role="status"]')?.textContent).not.toBe('');
});

it('stays empty where nothing can be looked up', async () => {
  const { container } = render(OwnIntro, { source: { intro: () => Promise.reject(new Error('offline')), introduce: async () => 'trouble' } });
  await settle();
  expect(container.querySelector('input')!.value).toBe('');
});
