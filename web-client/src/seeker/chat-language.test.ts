import { afterEach, expect, it } from 'vitest';
import { language } from '../words/language.svelte';
import { chatLanguages } from './chat-language';

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
