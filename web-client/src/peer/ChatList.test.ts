import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { afterEach, expect, it, vi } from 'vitest';
import type { Line, Talk } from '../conversation/talk.svelte';
import { sayDesk } from '../words/say-desk';
import ChatList from './ChatList.svelte';
import { habits } from '../conversation/habits';
import type { Shift } from './shift.svelte';

const line = (text: string, mine = false): Line => ({ key: text, mine, from: { role: mine ? 'peer' : 'seeker', name: '' }, text, at: 0 });
const talk = (name: string, over: Partial<Talk> = {}) =>
  ({ conversation: name, name, unread: 0, draft: '', presence: 'here', takenOver: false, raised: [], lines: [], closed: undefined, ...over }) as unknown as Talk;
const chosen = talk('Heron', { lines: [line('How was it?'), line('Long.', true)], draft: 'and' });
const other = talk('Wren', { lines: [line('Are you there?')], unread: 2, draft: 'half a', raised: [{ what: 'need_supervisor', state: 'told' }] });
const gone = talk('Swift', { lines: [line('what was said')], closed: 'gone' });

function show(...all: Talk[]) {
  const onchoose = vi.fn();
  const shift = { talks: { all }, chosen, nameOf: ({ name }: Talk) => name, minutes: (each: Talk) => (each === other ? 4 : 0) } as unknown as Shift;
  render(ChatList, { shift, onchoose });
  return { onchoose, rows: screen.getAllByRole('button').map((row) => (row.textContent ?? '').replace(/\s+/g, ' ').trim()) };
}

afterEach(() => {
  cleanup();
  habits.set('lines-hidden', false);
});

it('says of each who, what last, and how things stand, in words', () => {
  const { rows } = show(chosen, other);
  expect(rows[0]).toBe(`Heron ${sayDesk('duty.row_you', { text: 'Long.' })}`);
  for (const words of ['Wren', '2 new', 'Are you there?', 'waiting on you 4 min', sayDesk('hand.up'), sayDesk('duty.row_draft')]) expect(rows[1]).toContain(words);
});

it.each([
  ['no', 'duty.row_unsafe'],
  ['unsure', 'duty.row_unsure'],
] as const)('P2 says first, and with hidden lines too, what may be danger in one that is not before the peer: %s', (safe, words) => {
  habits.set('lines-hidden', true);
  const asks = { guide: { hint: 'Ask about it.', words: [], source: '' } } as unknown as Partial<Talk>;
  const said = { card: { type: 'card', conversation: 'Crane', text: '', safe } } as unknown as Partial<Talk>;
  const { rows } = show(chosen, talk('Wren', { ...asks, presence: 'away' }), talk('Crane', said), talk('Swift', { ...asks, takenOver: true, standing: { by: 'Sam' } } as Partial<Talk>));
  expect(rows[1]).toContain(sayDesk('duty.row_guide'));
  expect(rows[1]!.indexOf(sayDesk('duty.row_guide'))).toBeLessThan(rows[1]!.indexOf(sayDesk('duty.row_away')));
  expect(rows[2]).toContain(sayDesk(words));
  expect(rows[3]).not.toContain(sayDesk('duty.row_guide'));
});

it('shows nothing of a conversation that goes on without this peer', () => {
  const { rows } = show(chosen, gone);
  expect(rows[1]).toBe(`Swift ${sayDesk('duty.row_ended')}`);
});

it('can hide the last lines, and nothing else', () => {
  habits.set('lines-hidden', true);
  const { rows } = show(chosen, other);
  expect(rows.join(' ')).not.toMatch(/Long|Are you there/);
  expect(rows[1]).toContain('waiting on you 4 min');
});

it('says which one is chosen, and chooses another', async () => {
  const { onchoose } = show(chosen, other);
  const [first, second] = screen.getAllByRole('button');
  expect([first!.getAttribute('aria-current'), second!.getAttribute('aria-current')]).toEqual(['true', null]);
  await fireEvent.click(second!);
  expect(onchoose).toHaveBeenCalledWith(other);
});
