import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, it, vi } from 'vitest';
import type { GrowthCameOf, GrowthNote } from './growth';
import GrowthNotes from './GrowthNotes.svelte';

const settle = async () => {
  await new Promise((resolve) => setTimeout(resolve));
  await tick();
};

function open(answers: GrowthCameOf[], notes: GrowthNote[] = []) {
  const source = {
    growthNotes: async () => [...notes],
    writeGrowthNote: vi.fn(async (_: string) => answers.shift()!),
    deleteGrowthNote: vi.fn(async (id: string): Promise<GrowthCameOf> => {
      notes.splice(0, notes.length, ...notes.filter((note) => note.id !== id));
      return 'done';
    }),
  };
  const shown = render(GrowthNotes, { source, draft: ' I let the silence be. ' });
  const details = shown.container.querySelector('details')!;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  return { ...shown, source, field: shown.container.querySelector('textarea')!, wrong: () => shown.container.querySelector('[role="alert"]')?.textContent };
}

it('G141 keeps what was typed where it cannot be written down, and empties the field where it was', async () => {
  const { getByRole, source, field, wrong } = open(['full', 'done']);
  await settle();
  getByRole('button', { name: 'Write it down' }).click();
  await settle();
  expect(source.writeGrowthNote).toHaveBeenCalledWith('I let the silence be.');
  expect(wrong()).toContain('50');
  expect(field.value).toBe(' I let the silence be. ');
  getByRole('button', { name: 'Write it down' }).click();
  await settle();
  expect([wrong(), field.value]).toEqual(['', '']);
  getByRole('button', { name: 'Write it down' }).click();
  await settle();
  expect(wrong()).not.toBe('');
  expect(source.writeGrowthNote).toHaveBeenCalledTimes(2);
});

it('G141 asks before a note goes', async () => {
  const { getByRole, queryByText, source } = open([], [{ id: 'n1', at: 0, text: 'Slower is kinder.' }]);
  await settle();
  getByRole('button', { name: 'Delete' }).click();
  await settle();
  expect(source.deleteGrowthNote).not.toHaveBeenCalled();
  expect(document.activeElement?.textContent).toBe('Leave it');
  getByRole('button', { name: 'Leave it' }).click();
  await settle();
  expect(document.activeElement?.textContent).toBe('Delete');
  getByRole('button', { name: 'Delete' }).click();
  await settle();
  getByRole('button', { name: 'Delete it' }).click();
  await settle();
  expect(source.deleteGrowthNote).toHaveBeenCalledWith('n1');
  expect(queryByText('Slower is kinder.')).toBe(null);
});
