import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it } from 'vitest';
import type { Carried } from '../protocol/frames';
import { sayDesk } from '../words/say-desk';
import Card from './Card.svelte';

const FROM = ['talk.card_line', 'talk.card_kept'] as const;

afterEach(cleanup);

it.each<[Omit<Carried, 'type' | 'conversation'>, readonly string[]]>([
  [{ text: '', help: 'listen' }, ['talk.card_line']],
  [{ text: 'I have a dog.' }, ['talk.card_kept']],
  [{ text: '', plan: ['Call my sister.'] }, ['talk.card_kept']],
  [{ text: 'I have a dog.', help: 'listen' }, FROM],
])('P4 what stands on a card says where it comes from: %o', (card, from) => {
  render(Card, { card: { type: 'card', conversation: 'c', ...card } });
  expect(FROM.filter((key) => screen.queryByText(sayDesk(key)) !== null)).toEqual(from);
});

it('P4 and when, where that is known', () => {
  const noon = new Date(2026, 2, 14, 12).getTime();
  render(Card, { card: { type: 'card', conversation: 'c', text: 'I have a dog.', keptAt: noon, help: 'listen', helpAt: noon } });
  expect(screen.getByText(/^Kept with their way back, .*2026/)).toBeTruthy();
  expect(screen.getByText(/^Chosen while they waited, 12:00/)).toBeTruthy();
});
