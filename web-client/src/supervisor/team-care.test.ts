import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import { sayDesk } from '../words/say-desk';
import TeamCare from './TeamCare.svelte';
import { Team } from './team.svelte';

it('V6 whoever thanks a peer is left at their name, where the button was', async () => {
  const team = new Team({
    team: async () => ({ asks: [], team: [{ id: 'robin', name: 'Robin', hard: false, breakDue: false, supervised: false }], debriefs: [] }),
    seen: async () => ({ is: 'done' }),
    beside: async () => ({ is: 'done' }),
    debriefed: async () => ({ is: 'done' }),
    thank: async () => 'done',
  });
  await team.look();
  render(TeamCare, { team, me: 'sam' });
  const button = screen.getByRole('button', { name: sayDesk('care.thank', { peer: 'Robin' }) });
  button.focus();
  await fireEvent.click(button);
  await tick();
  await vi.waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Robin' })));
});
