import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Steady } from './steady.svelte';

interface Row {
  id: string;
  words?: string;
}
const rows = (...ids: string[]): Row[] => ids.map((id) => ({ id }));
const shown = (steady: Steady<Row>) => steady.rows.map(({ row, gone }) => (gone ? `(${row.id})` : row.id)).join(' ');

function list(parts = {}) {
  let live = $state.raw<readonly Row[]>(rows('a', 'b'));
  const steady = new Steady<Row>(
    () => live,
    ({ id }) => id,
    parts,
  );
  return { steady, become: (...next: Row[]) => (live = next) };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('follows the list while nobody is at it', () => {
  const { steady, become } = list();
  become(...rows('c', 'a'));
  expect([shown(steady), steady.changes]).toEqual(['c a', 0]);
});

it('moves no row under a hand, says how much has changed, and shows it when asked', () => {
  const { steady, become } = list();
  steady.hold();
  become(...rows('c', 'b', 'd'));
  expect([shown(steady), steady.changes]).toEqual(['(a) b', 3]);
  steady.apply();
  expect([shown(steady), steady.changes]).toEqual(['c b d', 0]);
  become(...rows('d'));
  expect(shown(steady)).toBe('(c) (b) d');
  steady.release();
  expect(shown(steady)).toBe('d');
});

it('what is said in a row that stays is up to date', () => {
  const { steady, become } = list();
  steady.hold();
  become({ id: 'b', words: 'Sam has it' }, { id: 'a' });
  expect(steady.rows.map(({ row }) => row)).toEqual([{ id: 'a' }, { id: 'b', words: 'Sam has it' }]);
  expect(steady.changes).toBe(0);
});

it('where somebody needs a person now, who comes is first at once', () => {
  const { steady, become } = list({ atOnce: true });
  steady.hold();
  become(...rows('c', 'a', 'b'));
  expect([shown(steady), steady.changes]).toEqual(['c a b', 0]);
});

it('what one closed oneself leaves no place behind', () => {
  const { steady, become } = list({ stays: ({ id }: Row) => id !== 'a' });
  steady.hold();
  become();
  expect(shown(steady)).toBe('(b)');
});

it('an empty list fills under a hand', () => {
  const { steady, become } = list();
  become();
  steady.hold();
  become(...rows('c'));
  expect(shown(steady)).toBe('c');
});

it('a hand that has been still for long holds nothing', () => {
  const { steady, become } = list();
  steady.hold();
  become(...rows('c'));
  vi.advanceTimersByTime(5_000);
  steady.hold();
  vi.advanceTimersByTime(5_000);
  expect(shown(steady)).toBe('(a) (b)');
  vi.advanceTimersByTime(1_000);
  expect(shown(steady)).toBe('c');
});
