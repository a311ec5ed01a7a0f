import { expect, it } from 'vitest';
import type { OwnCareLook } from './care';
import { OwnCare } from './care.svelte';

/** A server that keeps what was asked, unless it is away. */
function server() {
  const kept: { look: OwnCareLook; away: boolean } = { look: { thanks: [], topics: [], supervised: false, breakDue: false }, away: false };
  const care = new OwnCare({
    ownCare: async () => {
      if (kept.away) throw new Error('status: 503 (expected: 200)');
      return kept.look;
    },
    askFor: async (what) => {
      if (kept.away) return 'trouble';
      kept.look = { ...kept.look, asked: what === 'none' ? undefined : { what, at: 1 } };
      return 'done';
    },
    sayHow: async (how) => {
      kept.look = { ...kept.look, how };
      return 'done';
    },
  });
  return { kept, care };
}

it('P9 what was asked for is there until it is taken back', async () => {
  const { kept, care } = server();
  await care.ask('talk');
  expect(care.asked).toEqual({ what: 'talk', at: 1 });
  kept.look = { ...kept.look, asked: { what: 'talk', at: 1, by: 'Sam' } };
  await care.look();
  expect(care.asked?.by).toBe('Sam');
  await care.ask('none');
  expect(care.asked).toBeUndefined();
});

it('P9 what did not get through is said, and nothing is shown as asked', async () => {
  const { kept, care } = server();
  kept.away = true;
  await care.ask('talk');
  expect(care.failed).toBe(true);
  expect(care.asked).toBeUndefined();
  kept.away = false;
  await care.ask('talk');
  expect(care.failed).toBe(false);
});

it('P1 how they are tonight is what they said last', async () => {
  const { care } = server();
  await care.sayHow(2);
  await care.sayHow(4);
  expect(care.how).toBe(4);
});

it('V6 thanks that were put away stay away, and later ones are shown', async () => {
  const { kept, care } = server();
  kept.look = { breakDue: false, supervised: false, topics: [], thanks: [{ at: 5, by: 'Sam' }] };
  await care.look();
  expect(care.thanks?.by).toBe('Sam');
  care.putThanksAway();
  expect(care.presses).toBe(1);
  await care.look();
  expect(care.thanks).toBeUndefined();
  kept.look = { breakDue: false, supervised: false, topics: [], thanks: [{ at: 6, by: 'Kit' }, { at: 5, by: 'Sam' }] };
  await care.look();
  expect(care.thanks?.by).toBe('Kit');
});

it('V6 what is to be talked over is told until it is put away, and the next one again', async () => {
  const { kept, care } = server();
  kept.look = { thanks: [], topics: [], supervised: false, breakDue: false, debrief: 5 };
  await care.look();
  expect(care.debrief).toBe(5);
  care.putDebriefAway();
  await care.look();
  expect(care.debrief).toBeUndefined();
  kept.look = { thanks: [], topics: [], supervised: false, breakDue: true, debrief: 6 };
  await care.look();
  expect(care.debrief).toBe(6);
});

it('P1 knows that somebody should be beside them, and who is', async () => {
  const { kept, care } = server();
  kept.look = { ...kept.look, supervised: true };
  await care.look();
  expect([care.supervised, care.beside]).toEqual([true, undefined]);
  kept.look = { ...kept.look, beside: 'Sam' };
  await care.look();
  expect(care.beside).toBe('Sam');
});
