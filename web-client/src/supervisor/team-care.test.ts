import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import TeamCare from './TeamCare.svelte';
import type { TeamLook } from './team';
import { Team } from './team.svelte';

afterEach(cleanup);

it('V6 whoever thanks a peer is left at their row, where the button was', async () => {
  const team = new Team({
    team: async () => ({ asks: [], team: [{ id: 'robin', name: 'Robin', hard: false, breakDue: false, supervised: false }], debriefs: [] }),
    seen: async () => ({ is: 'done' }),
    beside: async () => ({ is: 'done' }),
    debriefed: async () => ({ is: 'done' }),
    thank: async () => 'done',
  });
  await team.look();
  render(TeamCare, { team, me: 'sam', ongone: vi.fn() });
  const button = screen.getByRole('button', { name: sayDesk('care.thank', { peer: 'Robin' }) });
  button.focus();
  await fireEvent.click(button);
  await tick();
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('rowheader', { name: 'Robin' }).closest('tr')));
});

it('V0 the arrow keys go from peer to peer, Enter does what the first button does, and no row moves under the keyboard', async () => {
  const peer = (id: string, name: string, supervised = false) => ({ id, name, hard: false, breakDue: false, supervised });
  let there = [peer('robin', 'Robin'), peer('wren', 'Wren', true)];
  const beside = vi.fn(async () => ({ is: 'done' }) as const);
  const thank = vi.fn(async () => 'done' as const);
  const team = new Team({ team: async () => ({ asks: [], team: there, debriefs: [] }), seen: async () => ({ is: 'done' }), beside, debriefed: async () => ({ is: 'done' }), thank });
  await team.look();
  render(TeamCare, { team, me: 'sam', ongone: vi.fn() });
  const row = (name: string) => screen.getByRole('rowheader', { name }).closest('tr')!;
  const names = () => [...document.querySelectorAll('th')].map(({ textContent }) => textContent);
  row('Robin').focus();
  await fireEvent.focusIn(row('Robin'));
  there = [peer('finch', 'Finch'), peer('wren', 'Wren', true)];
  await team.look();
  await tick();
  expect(names()).toEqual(['Robin', 'Wren']);
  expect(row('Robin').textContent).toContain(sayDesk('team.gone'));
  await fireEvent.click(screen.getByRole('button', { name: sayDesk('board.changes', { n: 2 }) }));
  expect(names()).toEqual(['Finch', 'Wren']);
  row('Finch').focus();
  await fireEvent.keyDown(row('Finch'), { key: 'ArrowDown' });
  expect(document.activeElement).toBe(row('Wren'));
  await fireEvent.keyDown(row('Wren'), { key: 'Enter' });
  expect(beside).toHaveBeenCalledExactlyOnceWith('wren', true);
  expect(thank).not.toHaveBeenCalled();
});

it('G160 whoever talked over the last hard chat, with nobody on duty any more, is left where the board says', async () => {
  let debriefs: TeamLook['debriefs'] = [{ id: 'robin', name: 'Robin', at: 5 }];
  const team = new Team({
    team: async () => ({ asks: [], team: [], debriefs }),
    seen: async () => ({ is: 'done' }),
    beside: async () => ({ is: 'done' }),
    debriefed: async () => {
      debriefs = [];
      return { is: 'done' };
    },
    thank: async () => 'done',
  });
  await team.look();
  const ongone = vi.fn();
  render(TeamCare, { team, me: 'sam', ongone });
  const button = screen.getByRole('button', { name: sayDesk('care.debriefed_of', { peer: 'Robin' }) });
  button.focus();
  await fireEvent.click(button);
  await vi.waitFor(() => expect(ongone).toHaveBeenCalledOnce());
  expect(screen.queryByRole('heading')).toBe(null);
});
