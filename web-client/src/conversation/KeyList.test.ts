import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { keyOf } from './key-map';
import KeyList from './KeyList.svelte';
import { ownSettings } from './own-settings.svelte';

afterEach(() => {
  ownSettings.keepAll({ 'key.next': 'usual', 'key.previous': 'usual' });
  sessionStorage.clear();
});

it('WCAG 2.1.4: another letter, none, and all as they were; a letter that is taken is refused in words', async () => {
  const acts = [
    ['next', 'keys.next'],
    ['previous', 'keys.previous'],
  ] as const;
  const { container, getByLabelText, getByRole } = render(KeyList, { acts, always: [['Esc', 'keys.back']] });
  const list = getByLabelText('Next chat') as HTMLSelectElement;
  const choose = async (value: string) => {
    list.value = value;
    list.dispatchEvent(new Event('change', { bubbles: true }));
    await tick();
  };
  const refused = () => container.querySelector('[role="alert"]')?.textContent;
  await choose('K');
  expect([list.value, keyOf('next')]).toEqual(['usual', 'J']);
  expect(refused()).toContain('Chat before');
  await choose('X');
  expect([list.value, keyOf('next'), refused()]).toEqual(['X', 'X', '']);
  await choose('off');
  expect(keyOf('next')).toBe(undefined);
  getByRole('button').click();
  await tick();
  expect([list.value, keyOf('next')]).toEqual(['usual', 'J']);
});

it('tells of Ctrl and Option on a Mac alone', () => {
  const told = () => {
    const { container, unmount } = render(KeyList, { acts: [['next', 'keys.next']], always: [] });
    const words = container.textContent;
    unmount();
    return words;
  };
  expect(told()).not.toContain('Ctrl+Option');
  const mac = vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel');
  expect(told()).toContain('Ctrl+Option');
  mac.mockRestore();
});
