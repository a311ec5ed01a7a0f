import { fireEvent, render, screen, within } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import type { Account, PersonCameOf, Recorded, Wanted } from './account';
import PersonForm from './PersonForm.svelte';

const noa: Recorded = {
  id: 'p1',
  name: 'Noa',
  role: 'peer',
  level: 'supervised',
  clearedForMinors: false,
  trainedOn: '2026-03-14',
  goodUntil: '2027-03-14',
  ready: true,
  languages: ['en'],
  topics: ['grief', 'a-topic-of-before'],
};

function open(person: Recorded, answer: PersonCameOf, own = false, now?: Recorded) {
  const change = vi.fn(async (_id: string, _seen: Wanted, _person: Wanted) => answer);
  const people = vi.fn(async () => {
    if (!now) throw new Error('away');
    return [now];
  });
  const leave = vi.fn(async (_id: string) => answer);
  const onback = vi.fn();
  render(PersonForm, { account: { change, leave, people } as unknown as Account, roleWords: (role: Recorded['role']) => role, person, own, alone: false, onback });
  return { change, leave, onback };
}

const name = () => screen.getByLabelText<HTMLInputElement>(sayDesk('invite.name'));
const press = (words: string) => fireEvent.click(screen.getByRole('button', { name: words }));
const alert = () => screen.getByRole('alert').textContent;

afterEach(() => {
  document.body.replaceChildren();
});

it('G12 saves what was changed, and everything else as it is', async () => {
  const { change, onback } = open(noa, 'done');
  await fireEvent.input(name(), { target: { value: 'Noa B' } });
  await fireEvent.click(screen.getByRole('radio', { name: sayDesk('invite.level_independent') }));
  await press(sayDesk('people.save'));
  await vi.waitFor(() => expect(onback).toHaveBeenCalledWith(sayDesk('people.saved', { name: 'Noa B' })));
  const { id, ready: _, ...read } = noa;
  const person = { ...read, topics: ['a-topic-of-before', 'grief'] };
  const [[who, seen, sent]] = change.mock.calls as [[string, Wanted, Wanted]];
  expect([who, seen]).toEqual([id, person]);
  expect({ ...sent, topics: [...sent.topics].sort() }).toEqual({ ...person, name: 'Noa B', level: 'independent' });
});

it.each([
  ['own_role', 'people.own_role'],
  ['last_coordinator', 'people.last'],
  ['changed', 'people.changed'],
  ['bad', 'people.bad'],
  ['gone', 'people.gone'],
  ['not_now', 'people.not_now'],
  ['trouble', 'people.trouble'],
] as const)('what is refused as %s is said, and what was typed stays', async (answer, key) => {
  const { onback } = open(noa, answer);
  await fireEvent.input(name(), { target: { value: 'Noa B' } });
  await press(sayDesk('people.save'));
  await vi.waitFor(() => expect(alert()).toBe(sayDesk(key)));
  expect(name().value).toBe('Noa B');
  expect(onback).not.toHaveBeenCalled();
});

it('G250 gives back no clearance that was withdrawn meanwhile, and saves over what is recorded now once it was seen', async () => {
  const cleared = { ...noa, clearedForMinors: true };
  const { change, onback } = open(cleared, 'changed', false, { ...noa, name: 'Noa C', languages: ['en', 'es'] });
  await fireEvent.input(name(), { target: { value: 'Noa B' } });
  await press(sayDesk('people.save'));
  await screen.findByText(sayDesk('admin.conflict_somebody'));
  expect(name().value).toBe('Noa B');
  await press(sayDesk('admin.see_both'));
  const both = within(screen.getByText(sayDesk('admin.both_h')).parentElement!).getByRole('list');
  expect(within(both).getAllByRole('definition').map(({ textContent }) => textContent)).toEqual(['Noa C', 'Noa B']);
  expect(screen.getByLabelText<HTMLInputElement>(sayDesk('invite.minors')).checked).toBe(false);
  expect(change).toHaveBeenCalledOnce();
  expect(change.mock.calls[0]![1].clearedForMinors).toBe(true);
  change.mockResolvedValue('done');
  await press(sayDesk('people.save'));
  await vi.waitFor(() => expect(onback).toHaveBeenCalledWith(sayDesk('people.saved', { name: 'Noa B' })));
  expect(change.mock.calls[1]![1]).toMatchObject({ name: 'Noa C', clearedForMinors: false, languages: ['en', 'es'] });
  expect(change.mock.calls[1]![2]).toMatchObject({ name: 'Noa B', clearedForMinors: false, languages: ['en', 'es'] });
});

it('sends nothing for a level without its training, and says what is missing', async () => {
  const { change } = open({ ...noa, level: 'practice', trainedOn: '', goodUntil: '', ready: false }, 'done');
  await fireEvent.click(screen.getByRole('radio', { name: sayDesk('invite.level_supervised') }));
  await press(sayDesk('people.save'));
  await screen.findByText(sayDesk('person.days_needed'));
  expect(change).not.toHaveBeenCalled();
  expect(document.activeElement).toBe(screen.getByLabelText(sayDesk('person.trained_on')));
});

it('says before saving that another role signs out, and what is then no longer recorded', async () => {
  open(noa, 'done');
  screen.getByText(sayDesk('people.duty_note', { name: 'Noa' }));
  await fireEvent.click(screen.getByRole('radio', { name: 'supervisor' }));
  screen.getByText(`${sayDesk('people.role_note', { name: 'Noa' })} ${sayDesk('people.peer_only')}`);
});

it('lets somebody go only after what follows was read', async () => {
  const { leave, onback } = open(noa, 'done');
  await press(sayDesk('people.leave'));
  expect(leave).not.toHaveBeenCalled();
  screen.getByText(sayDesk('people.leave_undo'));
  await vi.waitFor(() => expect(document.activeElement?.textContent).toBe(sayDesk('people.leave_no', { name: 'Noa' })));
  await press(sayDesk('people.leave_yes', { name: 'Noa' }));
  await vi.waitFor(() => expect(onback).toHaveBeenCalledWith(sayDesk('people.left', { name: 'Noa' })));
  expect(leave).toHaveBeenCalledWith('p1');
});

it('offers nobody to change their own role, or to leave by their own hand', () => {
  open({ ...noa, role: 'coordinator' }, 'done', true);
  screen.getByText(sayDesk('people.own_note'));
  expect(screen.getByRole('radio', { name: 'peer' }).closest('fieldset')?.disabled).toBe(true);
  expect(screen.queryByRole('button', { name: sayDesk('people.leave') })).toBeNull();
});
