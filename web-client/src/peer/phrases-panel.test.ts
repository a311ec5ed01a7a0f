import { cleanup, fireEvent, render, screen, within } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { place } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import { sayDesk } from '../words/say-desk';
import { grounding, groups, lines, withGap } from './phrases';
import Phrases from './Phrases.svelte';

const hear = groups[1]!;
const regions = [
  { id: 'us', name: 'United States', lines: [{ name: '988 Lifeline', kind: 'talk', value: '988' }] },
  { id: 'uk', name: 'United Kingdom', lines: [{ name: 'Samaritans', kind: 'talk', value: '116 123' }] },
];

function open(tongue = 'en') {
  const onuse = vi.fn();
  const onclose = vi.fn();
  render(Phrases, { tongue, onuse, onclose });
  const press = (key: string) => fireEvent.keyDown(document.activeElement!, { key });
  return { onuse, onclose, press };
}
const words = () => within(screen.getAllByRole('list').at(-1)!).queryAllByRole('button');
const turnTo = (title: string) => fireEvent.click(screen.getByRole('button', { name: title }));

beforeEach(() => place.begin(readStart(JSON.stringify({ regions, region: 'uk', languages: ['en', 'es'] }))));
afterEach(cleanup);

it('begins at the first phrase, and the arrows go round', async () => {
  const { press } = open();
  const all = words();
  expect(all).toHaveLength(hear.phrases.length);
  expect(document.activeElement).toBe(all[0]);
  await press('ArrowUp');
  expect(document.activeElement).toBe(all.at(-1));
  await press('ArrowDown');
  expect(document.activeElement).toBe(all[0]);
});

it('turns to the next kind, and to the one before', async () => {
  const { press } = open();
  await press('ArrowRight');
  await tick();
  expect(document.activeElement?.textContent).toContain('What was');
  await press('ArrowLeft');
  await press('ArrowLeft');
  await tick();
  expect(screen.getByRole('button', { name: groups[0]!.title.en }).getAttribute('aria-pressed')).toBe('true');
  expect(words()).toEqual([]);
});

it('gives words with their gap, in the language that is chosen for them', async () => {
  const { onuse } = open('es');
  await fireEvent.click(words()[0]!);
  expect(onuse).toHaveBeenLastCalledWith(withGap(hear.phrases[0]!.es));
  await turnTo('English');
  await fireEvent.click(words()[0]!);
  expect(onuse).toHaveBeenLastCalledWith(withGap(hear.phrases[0]!.en));
});

it('closes with Esc, and with the key that opened it gives it back', async () => {
  const { press, onclose, onuse } = open();
  await press('Escape');
  expect(onclose).toHaveBeenLastCalledWith('');
  await press('/');
  expect(onclose).toHaveBeenLastCalledWith('/');
  expect(onuse).not.toHaveBeenCalled();
});

it('has the lines of the place that is chosen', async () => {
  const { onuse } = open();
  await turnTo(lines.title.en);
  await fireEvent.click(words()[0]!);
  expect(onuse).toHaveBeenLastCalledWith('Samaritans, to talk: 116 123');
  await fireEvent.change(screen.getByLabelText(sayDesk('phrases.where')), { target: { value: 'us' } });
  await fireEvent.click(words()[0]!);
  expect(onuse).toHaveBeenLastCalledWith('988 Lifeline, to talk: 988');
});

it('has small things for when it is too much', async () => {
  const { onuse } = open();
  await turnTo(grounding.title.en);
  await fireEvent.click(words()[1]!);
  expect(onuse).toHaveBeenLastCalledWith(grounding.words[1]!.en);
});
