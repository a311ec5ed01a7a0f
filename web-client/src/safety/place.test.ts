import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import ChooseRegion from './help-now/ChooseRegion.svelte';
import { Place, place } from './place.svelte';
import { readStart } from './start';

const region = (id: string, value: string) => ({ id, name: id, lines: [{ name: 'A line', kind: 'emergency', value }] });
const START = readStart(JSON.stringify({ region: 'us', regions: [region('us', '911'), region('uk', '999')] }));

afterEach(() => sessionStorage.clear());

it('shows the numbers of where the page was served for, until somebody says where they are', () => {
  const here = new Place();
  here.begin(START);
  expect(here.calls.emergency).toBe('911');
  here.choose('uk');
  expect(here.calls.emergency).toBe('999');
});

it('G200 knows what somebody chose from where the house begins, also after a reload', () => {
  const here = new Place();
  here.begin(START);
  expect(here.chosen).toBe(false);
  here.choose('uk');
  expect(here.chosen).toBe(true);
  here.choose('us');
  expect(here.chosen).toBe(true);
  const after = new Place();
  after.begin(START);
  expect([after.chosen, after.region]).toEqual([true, 'us']);
  sessionStorage.setItem('porchlight.region', 'gone');
  after.begin(START);
  expect(after.chosen).toBe(false);
});

it('remembers where somebody is through a reload of the tab, and no longer', () => {
  const before = new Place();
  before.begin(START);
  before.choose('uk');
  const after = new Place();
  after.begin(START);
  expect(after.calls.emergency).toBe('999');
  sessionStorage.clear();
  const later = new Place();
  later.begin(START);
  expect(later.calls.emergency).toBe('911');
});

it('goes by what the page was served with, where the region is there no more', () => {
  sessionStorage.setItem('porchlight.region', 'gone');
  const here = new Place();
  here.begin(START);
  expect(here.region).toBe('us');
});

it('is chosen beside the numbers', async () => {
  place.begin(START);
  const { container } = render(ChooseRegion);
  const select = container.querySelector('select')!;
  expect(select.value).toBe('us');
  select.value = 'uk';
  select.dispatchEvent(new Event('change', { bubbles: true }));
  await tick();
  expect(place.region).toBe('uk');
});
