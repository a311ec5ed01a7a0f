import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import { language } from '../words/language.svelte';
import { chatLanguages } from './chat-language';
import ChatLanguage from './ChatLanguage.svelte';

afterEach(() => {
  language.now = 'en';
});

it('says in what the chat is, where the page speaks something else', () => {
  expect(chatLanguages(['en', 'fr'])).toBe(undefined);
  expect(chatLanguages(['fr'])).toBe('French');
  language.now = 'es';
  expect(chatLanguages(['en'])).toBe('inglés');
  expect(chatLanguages(['en', 'fr'])).toBe('inglés y francés');
});

it('is told as soon as the page changes its language, and only where nobody writes in it', async () => {
  const { container } = render(ChatLanguage);
  expect(container.textContent).toBe('');
  language.now = 'es';
  await tick();
  expect(container.querySelector('p')?.textContent).toContain('inglés');
});
