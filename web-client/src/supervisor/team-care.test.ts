import { cleanup, fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import TeamCare from './TeamCare.svelte';
import type { TeamLook } from './team';
import { Team } from './team.svelte';

afterEach(cleanup);

it('V6 whoever thanks a peer is left at their name, where the button was', async () => {
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
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Robin' })));
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
