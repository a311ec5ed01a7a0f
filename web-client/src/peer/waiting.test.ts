import { describe, expect, it } from 'vitest';
import type { Line } from '../conversation/talk.svelte';
import { minutesWaiting, nudgeAt, waitingSince } from './waiting';

const line = (who: 'seeker' | 'peer' | 'supervisor', at: number, state?: Line['state']): Line => ({
  key: `${who} ${at}`,
  mine: who === 'peer',
  from: { role: who, name: '' },
  text: 'words',
  at,
  ...(state === undefined ? {} : { state }),
});

describe('who waits', () => {
  it.each<[string, Line[], number | undefined]>([
    ['nobody, where nothing was said', [], undefined],
    ['the seeker, since the first of what was not answered', [line('peer', 1), line('seeker', 2), line('seeker', 5)], 2],
    ['nobody, once the peer has answered', [line('seeker', 2), line('peer', 5, 'sent')], undefined],
    ['nobody, while the answer is on its way', [line('seeker', 2), line('peer', 5, 'waiting')], undefined],
    ['the seeker, when the answer was refused', [line('seeker', 2), line('peer', 5, 'refused')], 2],
    ['the seeker, when the answer was given back', [line('seeker', 2), line('peer', 5, 'returned')], 2],
    ['nobody, while a supervisor looks at the answer', [line('seeker', 2), line('peer', 5, 'withheld')], undefined],
    ['the seeker, who wrote again meanwhile', [line('seeker', 2), line('seeker', 8), line('peer', 5, 'withheld')], 8],
    ['nobody, when a supervisor has answered', [line('seeker', 2), line('supervisor', 5)], undefined],
  ])('%s', (_, lines, since) => {
    expect(waitingSince(lines)).toBe(since);
  });
});

describe('how long', () => {
  const talk = { lines: [line('seeker', 0)], closed: undefined, presence: 'here', takenOver: false } as const;

  it('is said in whole minutes, and never less than none', () => {
    expect([59_999, 60_000, 245_000, -5_000].map((now) => minutesWaiting(talk, now))).toEqual([0, 1, 4, 0]);
  });

  it('is nothing where the peer has nothing to write', () => {
    const now = 600_000;
    expect(minutesWaiting({ ...talk, closed: 'left' }, now)).toBe(0);
    expect(minutesWaiting({ ...talk, presence: 'left' }, now)).toBe(0);
    expect(minutesWaiting({ ...talk, takenOver: true }, now)).toBe(0);
    expect(minutesWaiting({ ...talk, presence: 'away' }, now)).toBe(10);
  });

  it('nudges at three minutes and at six', () => {
    expect([0, 2, 3, 5, 6, 40].map(nudgeAt)).toEqual([0, 0, 3, 3, 6, 6]);
  });
});
