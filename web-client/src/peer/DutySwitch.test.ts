import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { topicName } from '../words/say';
import { sayDesk } from '../words/say-desk';
import type { OwnCareLook } from './care';
import { OwnCare } from './care.svelte';
import { Company } from './company.svelte';
import DutySwitch from './DutySwitch.svelte';
import type { Shift } from './shift.svelte';

const company = new Company({ company: async () => ({ others: [] }), askForCompany: async () => 'done', keepCompany: async () => ({ is: 'done' }) });

async function show(look: Partial<OwnCareLook>, duty = { on: false, capacity: 1, taken: 0 }) {
  const care = new OwnCare({ ownCare: async () => ({ thanks: [], topics: [], supervised: false, breakDue: false, ...look }), askFor: async () => 'done', sayHow: async () => 'done' });
  await care.look();
  const goOn = vi.fn();
  const shift = { duty, goOn, now: Date.now(), talks: { state: { at: 'open' }, serverNow: Date.now } } as unknown as Shift;
  render(DutySwitch, { shift, care, company });
  return { goOn };
}

beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 503 }));
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('P1 offers the topics that are recorded, and no other', async () => {
  const { goOn } = await show({ topics: ['grief', 'work', 'no-topic-of-this-house'] });
  const own = screen.getByRole('group', { name: sayDesk('duty.topics') });
  expect([...own.querySelectorAll('input')].map(({ value }) => value)).toEqual(['grief', 'work']);
  await fireEvent.click(screen.getByLabelText(topicName('work'), { selector: 'fieldset[aria-describedby="topics-why"] input' }));
  await fireEvent.click(screen.getByRole('button', { name: sayDesk('duty.on') }));
  expect(goOn).toHaveBeenCalledWith(1, ['work'], []);
});

it('P1 says so kindly where none is recorded', async () => {
  await show({ topics: [] });
  expect(screen.queryByRole('group', { name: sayDesk('duty.topics') })).toBeNull();
  expect(screen.getByText(sayDesk('duty.topics_none'))).toBeTruthy();
});

it.each([true, false])('P9 says gently that it is time for a break: %s', async (breakDue) => {
  await show({ breakDue }, { on: true, capacity: 1, taken: 0 });
  expect(screen.queryByText(sayDesk('rest.long')) !== null).toBe(breakDue);
});
