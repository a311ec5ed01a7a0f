import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announcer } from './announcer';
import Composer from './Composer.svelte';

const onsend = vi.fn();
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox');
const paste = (text: string) => fireEvent.input(field(), { target: { value: text } });
const send = () => fireEvent.click(screen.getByRole('button', { name: 'Send' }));

beforeEach(() => {
  onsend.mockReset();
  render(Composer, { draft: '', label: 'Your message', sendLabel: 'Send', most: 2_000, onsend });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('says of what is too long by how much, sends nothing, and loses nothing', async () => {
  const tell = vi.spyOn(announcer, 'tell');
  await paste('x'.repeat(10_000));
  const words = '8000 characters too many. Nothing goes until it is shorter.';
  expect(screen.getByText(words).id).toBe(field().getAttribute('aria-describedby'));
  expect(field().getAttribute('aria-invalid')).toBe('true');
  await send();
  expect(tell).toHaveBeenCalledExactlyOnceWith(words);
  expect([onsend.mock.calls.length, field().value.length]).toEqual([0, 10_000]);
  expect(document.activeElement).toBe(field());
  await paste('x'.repeat(2_000));
  expect(screen.getByText('0 characters left')).toBeTruthy();
  await send();
  expect(onsend).toHaveBeenCalledExactlyOnceWith('x'.repeat(2_000));
});

it('S3 counts what people see as the server counts it: an emoji is one, and an accent is no character of its own', async () => {
  await paste('🌧'.repeat(1_900));
  expect(screen.getByText('100 characters left')).toBeTruthy();
  await paste('e\u0301'.repeat(1_900));
  expect(screen.getByText('100 characters left')).toBeTruthy();
});

it('says nothing of room while there is plenty, and sends no empty words', async () => {
  await paste('   ');
  expect(screen.queryByText('characters', { exact: false })).toBe(null);
  await send();
  expect(onsend).not.toHaveBeenCalled();
});
