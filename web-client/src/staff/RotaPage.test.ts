import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import type { Account, HouseRules, OnRota } from './account';
import Rota from './Rota.svelte';

const noa: OnRota = { id: 'p1', name: 'Noa', role: 'supervisor', hours: ['mon 20:00-02:00'] };

afterEach(() => document.body.replaceChildren());

it('G252 shows hours that somebody else wrote meanwhile beside what was written, and saves over them once they were seen', async () => {
  let now = noa;
  const rota = vi.fn(async () => ({ zone: 'UTC', people: [now] }));
  const saveRota = vi.fn(async (_seen: OnRota, _hours: string[]): Promise<'changed' | 'done'> => 'changed');
  const house = async () => ({ hours: [] }) as unknown as HouseRules;
  render(Rota, { account: { rota, house, saveRota } as unknown as Account, roleWords: (role: OnRota['role']) => role, coordinates: true });
  await fireEvent.click(await screen.findByRole('button', { name: sayDesk('rota.change_of', { name: 'Noa' }) }));
  const until = document.querySelectorAll<HTMLInputElement>('input[type="time"]')[1]!;
  await fireEvent.input(until, { target: { value: '03:00' } });
  now = { ...noa, hours: ['tue 20:00-02:00'] };
  await fireEvent.click(screen.getByRole('button', { name: sayDesk('people.save') }));
  await fireEvent.click(await screen.findByRole('button', { name: sayDesk('admin.see_both') }));
  const both = within(screen.getByText(sayDesk('admin.both_h')).parentElement!).getByRole('list');
  const [theirs, mine] = within(both).getAllByRole('definition');
  expect(theirs?.textContent).toContain('20:00–02:00');
  expect(mine?.textContent).toContain('20:00–03:00');
  saveRota.mockResolvedValue('done');
  await fireEvent.click(screen.getByRole('button', { name: sayDesk('people.save') }));
  await screen.findByText(sayDesk('people.saved', { name: 'Noa' }));
  expect(saveRota.mock.calls.map(([seen, hours]) => [seen.hours, hours])).toEqual([
    [['mon 20:00-02:00'], ['mon 20:00-03:00']],
    [['tue 20:00-02:00'], ['mon 20:00-03:00']],
  ]);
});
