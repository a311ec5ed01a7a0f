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
