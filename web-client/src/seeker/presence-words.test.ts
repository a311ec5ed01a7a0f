import { describe, expect, it } from 'vitest';
import type { Line } from '../conversation/talk.svelte';
import { aloneWords, backWords, leftWords } from './presence-words';

const here = { presence: 'here', name: 'Robin', lines: [] } as const;
const away = { presence: 'away', name: 'Robin', lines: [] } as const;
const line = (state: NonNullable<Line['state']>): Line => ({ key: 'k', mine: true, from: { role: 'seeker', name: '' }, text: 'hello', at: 1, state });

describe('who is said to be there', () => {
  it('says that the peer is still here while they are', () => {
    expect(aloneWords(here)).toContain('Robin is still here.');
    expect(leftWords(here, 'Sam')).toBe('Sam has left. Robin is still here.');
    expect(backWords(here)).toBe("You're back. Robin can see your messages.");
  });

  it.each(['away', 'left'] as const)('says nothing of the kind while they are %s', (presence) => {
    const gone = { ...away, presence };
    expect(aloneWords(gone)).toBe('No supervisor is on shift right now. If you need someone now:');
    expect(leftWords(gone, 'Sam')).toBe('Sam has left.');
    expect(backWords(gone)).toBe("You're back.");
  });

  it.each(['sending', 'waiting'] as const)('does not say that they can see what is still %s', (state) => {
    expect(backWords({ ...here, lines: [line('sent'), line(state)] })).toBe("You're back. What you wrote is being sent.");
    expect(backWords({ ...here, lines: [line('sent')] })).toContain('can see your messages');
  });
});
