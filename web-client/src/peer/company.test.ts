import { expect, it } from 'vitest';
import type { CompanyLook, Kept } from './company';
import { Company } from './company.svelte';

const wish = { id: 'sky', name: 'Sky', at: 1 };

function server(came: Kept = { is: 'done' }) {
  const kept: { look: CompanyLook; away: boolean } = { look: { others: [wish] }, away: false };
  const company = new Company({
    company: async () => {
      if (kept.away) throw new Error('status: 503 (expected: 200)');
      return kept.look;
    },
    askForCompany: async (on) => {
      if (kept.away) return 'trouble';
      kept.look = { ...kept.look, mine: on ? { at: 1 } : undefined };
      return 'done';
    },
    keepCompany: async () => came,
  });
  return { kept, company };
}

it('P9 company that was asked for is there until it is taken back', async () => {
  const { kept, company } = server();
  await company.ask(true);
  expect(company.mine).toEqual({ at: 1 });
  kept.look = { ...kept.look, mine: { at: 1, by: 'Sky' } };
  await company.look();
  expect(company.mine?.by).toBe('Sky');
  await company.ask(false);
  expect(company.mine).toBeUndefined();
});

it('P9 what did not get through is said, and what is shown stays', async () => {
  const { kept, company } = server();
  await company.look();
  kept.away = true;
  await company.ask(true);
  expect(company.remark).not.toBe('');
  expect(company.mine).toBeUndefined();
  expect(company.others).toEqual([wish]);
});

it.each<[Kept, string]>([
  [{ is: 'done' }, 'Sky reads that you are there. Reach them the way your team has agreed.'],
  [{ is: 'taken', by: 'Kay' }, 'Kay got there first.'],
  [{ is: 'gone' }, 'It was taken back.'],
])('P9 what came of keeping somebody company: %o', async (came, remark) => {
  const { company } = server(came);
  await company.look();
  await company.keep(wish);
  expect(company.remark).toBe(remark);
});
