import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { network } from '../conversation/network.svelte';
import { sayDesk } from '../words/say-desk';
import type { Account, HouseCameOf, HouseRules, HouseWanted } from './account';
import HouseForm from './HouseForm.svelte';

const rules: HouseRules = {
  version: 4,
  notice: 2,
  zone: 'Europe/Madrid',
  hours: ['mon 20:00-02:00'],
  requireSupervisor: true,
  days: 7,
  flagDays: 30,
  minAge: 16,
  topics: ['grief', 'work'],
  knownTopics: ['grief', 'work'],
  lead: 'Jo',
  policy: 'https://house.example/policy',
  onCall: '',
  onCallPhone: '',
  changes: [],
};

function open(answers: HouseCameOf[], now: HouseRules | undefined, serverNow?: number) {
  const saveHouse = vi.fn(async (_wanted: HouseWanted) => answers.shift() ?? 'done');
  const house = vi.fn(async () => {
    if (!now) throw new Error('away');
    return now;
  });
  const onback = vi.fn();
  render(HouseForm, { account: { saveHouse, house, serverNow } as unknown as Account, rules, onback });
  return { saveHouse, onback };
}

const write = (label: string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } });
const button = (words: string) => screen.getByRole('button', { name: words });
const save = () => fireEvent.click(button(sayDesk('house.save')));

afterEach(() => {
  network.lost = false;
  document.body.replaceChildren();
});

it('A8 shows what was saved meanwhile beside what was written, and saves over it once it was seen', async () => {
  const { saveHouse, onback } = open(['changed'], { ...rules, version: 5, days: 5, lead: 'Ana', changes: [{ at: 20_000, by: 'Noor' }] }, 200_500);
  await write(sayDesk('house.lead'), 'Robin');
  await save();
  await screen.findByText(sayDesk('admin.conflict', { name: 'Noor', minutes: 3 }));
  await fireEvent.click(button(sayDesk('admin.see_both')));
  const both = within(screen.getByText(sayDesk('admin.both_h')).parentElement!).getByRole('list');
  expect(within(both).getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['Ana', 'Robin']);
  expect(saveHouse).toHaveBeenCalledOnce();
  await save();
  expect(saveHouse.mock.calls[1]![0]).toMatchObject({ version: 5, days: 5, lead: 'Robin' });
  expect(onback).toHaveBeenCalledWith(sayDesk('house.saved'));
});

it('A8 keeps a name and its number together, and tells no time that the server did not', async () => {
  const { saveHouse } = open(['changed'], { ...rules, version: 5, onCall: 'Ana', onCallPhone: '+34 600 000 000', changes: [{ at: 20_000, by: 'Noor' }] });
  await write(sayDesk('house.call_name'), 'Robin');
  await write(sayDesk('house.call_phone'), '+34 611 111 111');
  await save();
  await screen.findByText(sayDesk('admin.conflict_untold', { name: 'Noor' }));
  await fireEvent.click(button(sayDesk('admin.see_both')));
  await save();
  expect(saveHouse.mock.calls[1]![0]).toMatchObject({ onCall: 'Robin', onCallPhone: '+34 611 111 111' });
});

it('A8 says in words alone what cannot be looked at', async () => {
  open(['changed'], undefined);
  await save();
  await screen.findByText(sayDesk('house.conflict'));
  expect(screen.queryByRole('button', { name: sayDesk('admin.see_both') })).toBeNull();
});

it('A8 can be read and not saved while there is no connection', async () => {
  network.lost = true;
  const { saveHouse } = open([], rules);
  expect(button(sayDesk('house.save'))).toHaveProperty('disabled', true);
  expect(screen.getByText(sayDesk('admin.offline'))).toBeTruthy();
  await save();
  expect(saveHouse).not.toHaveBeenCalled();
});
