import { fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { place } from '../safety/place.svelte';
import { readStart } from '../safety/start';
import { sayDesk } from '../words/say-desk';
import type { Account, HouseLook } from './account';
import Look from './Look.svelte';

const begun: HouseLook = { version: 4, name: 'Porchlight', title: 'Porchlight', questions: ['hope'], knownQuestions: ['upset', 'hope'], exits: { us: 'https://maps.example/' } };

async function open(answers: Awaited<ReturnType<Account['saveLook']>>[], now: HouseLook = begun) {
  const regions = [
    { id: 'us', name: 'United States', lines: [] },
    { id: 'uk', name: 'United Kingdom', lines: [] },
  ];
  place.begin(readStart(JSON.stringify({ region: 'us', regions })));
  const saveLook = vi.fn(async (_wanted: HouseLook) => answers.shift() ?? 'done');
  const houseLook = vi.fn(async () => now);
  houseLook.mockResolvedValueOnce(begun);
  render(Look, { account: { saveLook, houseLook } as unknown as Account });
  await screen.findByLabelText(sayDesk('look.name'));
  return saveLook;
}

const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (words: string) => fireEvent.click(screen.getByRole('button', { name: words }));

afterEach(() => {
  document.body.replaceChildren();
});

it('A8 keeps what was typed when somebody else saved meanwhile, region by region', async () => {
  const saveLook = await open(['changed'], { ...begun, version: 5, title: 'Notes', exits: { us: 'https://news.example/' } });
  await write(sayDesk('look.name'), 'Lantern');
  await write('United Kingdom', 'https://weather.example/');
  await press(sayDesk('look.save'));
  await screen.findByText(sayDesk('admin.conflict_somebody'));
  await press(sayDesk('admin.see_both'));
  await screen.findByText(sayDesk('admin.both_none'));
  await press(sayDesk('look.save'));
  await screen.findByText(sayDesk('look.saved'));
  expect(saveLook.mock.calls[1]![0]).toMatchObject({ version: 5, name: 'Lantern', title: 'Notes', exits: { us: 'https://news.example/', uk: 'https://weather.example/' } });
});

it('G180 sends no site that cannot be one, and leads to the region that has it', async () => {
  const saveLook = await open([]);
  await write('United Kingdom', 'maps');
  await press(sayDesk('look.save'));
  await screen.findByText(sayDesk('look.exits_wrong'));
  expect(saveLook).not.toHaveBeenCalled();
  expect(screen.getByLabelText('United Kingdom').getAttribute('aria-invalid')).toBe('true');
  expect(screen.getByLabelText('United States').getAttribute('aria-invalid')).toBeNull();
  expect(document.activeElement?.id).toBe('exit-uk');
});

it('G180 has nothing to look at where no site is written', async () => {
  await open([]);
  expect(screen.getByRole('button', { name: sayDesk('look.exit_try_of', { region: 'United Kingdom' }), hidden: true })).toHaveProperty('disabled', true);
  expect(screen.getByRole('button', { name: sayDesk('look.exit_try_of', { region: 'United States' }), hidden: true })).toHaveProperty('disabled', false);
});
