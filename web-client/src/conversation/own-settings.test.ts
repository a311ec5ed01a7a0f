import { afterEach, expect, it, vi } from 'vitest';
import { OwnSettings, type Settings } from './own-settings.svelte';

const settle = () => new Promise((resolve) => setTimeout(resolve));
const sourceOf = (settings: Settings) => ({ settings: async () => settings, keepSettings: vi.fn(async (_: Settings) => 'done') });

afterEach(() => sessionStorage.clear());

it('G140 goes on as the account says, and keeps there what is chosen', async () => {
  const own = new OwnSettings();
  own.keep('hold', 'on');
  const source = sourceOf({ theme: 'light', 'keys-off': 'on' });
  await own.take(source);
  expect([own.value('theme'), own.value('keys-off'), own.value('hold')]).toEqual(['light', 'on', undefined]);
  own.keep('keys-off', 'off');
  await settle();
  expect(source.keepSettings.mock.calls).toEqual([[{ 'keys-off': 'off' }]]);
  const after = new OwnSettings();
  expect([after.value('theme'), after.value('keys-off')]).toEqual(['light', 'off']);
});

it('goes on with what the tab has where the account cannot be asked, or told', async () => {
  const own = new OwnSettings();
  own.keep('theme', 'light');
  await own.take({ settings: () => Promise.reject(new Error('offline')), keepSettings: () => Promise.reject(new Error('offline')) });
  own.keep('size', 'large');
  await settle();
  expect([own.value('theme'), new OwnSettings().value('size')]).toEqual(['light', 'large']);
});

it('what is chosen while the account is asked stays', async () => {
  const own = new OwnSettings();
  const taken = own.take(sourceOf({ theme: 'light' }));
  own.keep('theme', 'device');
  await taken;
  expect(own.value('theme')).toBe('device');
});

it('what is chosen while the account is asked takes nothing else of it away', async () => {
  const own = new OwnSettings();
  const taken = own.take(sourceOf({ theme: 'light', 'keys-off': 'on' }));
  own.keep('theme', 'device');
  await taken;
  expect([own.value('theme'), own.value('keys-off')]).toEqual(['device', 'on']);
});

it('who signs in next in the same tab has nothing of whoever was there, and is sent nothing of it', async () => {
  const own = new OwnSettings();
  const source = sourceOf({ 'keys-off': 'on' });
  await own.take(source);
  own.keep('hold', 'on');
  own.leave();
  await settle();
  expect([own.value('keys-off'), own.value('hold'), new OwnSettings().value('hold')]).toEqual([undefined, undefined, undefined]);
  await own.take({ ...source, settings: () => Promise.reject(new Error('offline')) });
  expect([own.value('keys-off'), source.keepSettings.mock.calls]).toEqual([undefined, []]);
});

it('what was kept and is no pair is left aside', () => {
  sessionStorage.setItem('porchlight.desk', 'keys-off hold:on');
  const own = new OwnSettings();
  expect([own.value('keys-off'), own.value('hold')]).toEqual([undefined, 'on']);
});
