import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { language } from '../words/language.svelte';
import { chatLanguages, linesIn, unspoken } from './chat-language';
import ChatLanguage from './ChatLanguage.svelte';

afterEach(() => {
  vi.unstubAllGlobals();
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
  expect(container.textContent?.trim()).toBe('');
  language.now = 'es';
  await tick();
  expect(container.querySelector('p')?.textContent).toContain('inglés');
});

it('says what it speaks to a browser that asks for neither, and which lines answer in that', () => {
  expect(render(ChatLanguage).container.textContent?.trim()).toBe('');
  vi.stubGlobal('navigator', { languages: ['fr-CA', 'de'] });
  const { container } = render(ChatLanguage);
  expect(container.textContent?.trim()).toBe('This site speaks English and Spanish only.');
  const lines = [
    { name: 'Talk', kind: 'talk', value: '988', languages: ['en', 'fr'] },
    { name: 'Chat', kind: 'chat', value: 'https://x.example', languages: ['en'] },
    { name: 'Unknown', kind: 'talk', value: '1' },
  ];
  vi.stubGlobal('navigator', { languages: ['fil-PH'] });
  expect(unspoken()).toBe('fil');
  expect([linesIn('fr', lines), linesIn('de', lines)]).toEqual(['français: Talk, 988', '']);
});

it('says nothing of it to whoever has one of them too', () => {
  vi.stubGlobal('navigator', { languages: ['fr', 'es-MX'] });
  expect(render(ChatLanguage).container.textContent?.trim()).toBe('');
});
