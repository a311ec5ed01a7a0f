import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import type { Account, HouseLine, LineCameOf } from './account';
import LineForm from './LineForm.svelte';

const line: HouseLine = { id: 'l1', version: 3, name: 'Samaritans', kind: 'talk', value: '116 123', hours: '', free: false, audience: 'all', languages: [], note: { en: '', es: '' }, source: '', checkedOn: '2026-11-01', checkedBy: '', due: false };
const refused: Record<Exclude<LineCameOf, 'done'>, 'lines.bad'> = { changed: 'lines.bad', waiting: 'lines.bad', own_change: 'lines.bad', full: 'lines.bad', emergency: 'lines.bad', bad: 'lines.bad', gone: 'lines.bad', not_now: 'lines.bad', trouble: 'lines.bad' };

function open(lines: HouseLine[]) {
  const onLine = vi.fn(async () => 'done' as const);
  const onback = vi.fn();
  render(LineForm, { account: { onLine } as unknown as Account, refused, region: { id: 'ie', name: 'Ireland', lines, waiting: [] }, line, onback });
  return { onLine, onback };
}

const press = (words: string) => fireEvent.click(screen.getByRole('button', { name: words }));
const last = () => screen.queryByText(sayDesk('lines.remove_last', { region: 'Ireland' }));

afterEach(() => document.body.replaceChildren());

it('G251 says what seekers see then, and takes the last line of a region away', async () => {
  const { onLine, onback } = open([line]);
  await press(sayDesk('lines.remove'));
  expect(last()).not.toBeNull();
  await press(sayDesk('lines.remove_yes', { name: 'Samaritans' }));
  await vi.waitFor(() => expect(onback).toHaveBeenCalledWith(sayDesk('lines.removed', { name: 'Samaritans', value: '116 123' })));
  expect(onLine).toHaveBeenCalledWith('remove', 'ie', line);
});

it('G251 says nothing of it where another one is left', async () => {
  open([line, { ...line, id: 'l2', value: '116 124' }]);
  await press(sayDesk('lines.remove'));
  expect(last()).toBeNull();
});
