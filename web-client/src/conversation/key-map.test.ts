import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { habits } from './habits';
import { actOn, isMac, keyOf, LETTERS, shortcut, USUAL } from './key-map';
import { ownSettings } from './own-settings.svelte';

const press = (code: string) => {
  const event = new KeyboardEvent('keydown', { cancelable: true, code, altKey: true });
  // The pretend browser takes Alt for AltGr; a real one knows them apart.
  event.getModifierState = () => false;
  return event;
};

afterEach(() => {
  ownSettings.keepAll({ 'key.next': 'usual', 'key.list': 'usual' });
  habits.set('keys-off', false);
  sessionStorage.clear();
});

it('no two acts begin with one key, and each letter is one to choose', () => {
  const all = Object.values(USUAL);
  expect(new Set(all).size).toBe(all.length);
  expect(all.filter((key) => !LETTERS.includes(key))).toEqual(['/', '?']);
});

it('an act has its usual key, another one, or none, and tells which', () => {
  expect([keyOf('next'), shortcut('next'), shortcut('list')]).toEqual(['J', 'Alt+J', '?']);
  ownSettings.keepAll({ 'key.next': 'X', 'key.list': 'L' });
  expect([keyOf('next'), shortcut('next'), shortcut('list')]).toEqual(['X', 'Alt+X', 'Alt+L']);
  ownSettings.keep('key.next', 'off');
  expect([keyOf('next'), shortcut('next')]).toEqual([undefined, undefined]);
  ownSettings.keep('key.next', 'F');
  expect(keyOf('next')).toBe('J');
});

it('does what its key is for, and nothing for the key that it had', () => {
  const next = vi.fn();
  const list = vi.fn();
  ownSettings.keep('key.next', 'X');
  actOn(press('KeyJ'), { next, list });
  actOn(press('Slash'), { next, list });
  expect(next).not.toHaveBeenCalled();
  actOn(press('KeyX'), { next, list });
  expect(next).toHaveBeenCalledOnce();
  expect(list).not.toHaveBeenCalled();
});

it('with all keys off none does anything or is told', () => {
  const next = vi.fn();
  habits.set('keys-off', true);
  actOn(press('KeyJ'), { next });
  expect(next).not.toHaveBeenCalled();
  expect(shortcut('next')).toBe(undefined);
  expect(keyOf('next')).toBe('J');
});

describe('on a Mac', () => {
  /** Option types characters there, and Firefox calls it AltGr. */
  const option = (init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { cancelable: true, altKey: true, ...init });
    event.getModifierState = (modifier) => modifier === 'AltGraph';
    return event;
  };
  const keys: [string, KeyboardEventInit][] = [
    ['Option, with the character that it types', { code: 'KeyJ', key: '∆' }],
    ['Option, with the accent that it begins', { code: 'KeyJ', key: 'Dead' }],
    ['Ctrl and Option', { code: 'KeyJ', key: 'j', ctrlKey: true }],
  ];
  beforeEach(() => void vi.spyOn(navigator, 'platform', 'get').mockReturnValue('MacIntel'));
  afterEach(() => void vi.restoreAllMocks());

  it.each(keys)('goes by the physical key with %s, and nothing is typed', (_, init) => {
    const next = vi.fn();
    const event = option(init);
    actOn(event, { next });
    expect(isMac()).toBe(true);
    expect(next).toHaveBeenCalledOnce();
    expect(event.defaultPrevented).toBe(true);
  });

  it('leaves Command, Shift and a letter without Option alone', () => {
    const next = vi.fn();
    const held: KeyboardEventInit[] = [{ metaKey: true }, { shiftKey: true }, { altKey: false, ctrlKey: true }];
    for (const init of held) actOn(option({ code: 'KeyJ', ...init }), { next });
    expect(next).not.toHaveBeenCalled();
  });

  it.each(keys)('elsewhere %s is AltGr', (_, init) => {
    vi.restoreAllMocks();
    const next = vi.fn();
    actOn(option(init), { next });
    expect([isMac(), next.mock.calls.length]).toEqual([false, 0]);
  });
});

it('a question mark is listened to until another key does what it does', () => {
  const list = vi.fn();
  const ask = () => actOn(new KeyboardEvent('keydown', { cancelable: true, key: '?', shiftKey: true }), { list });
  ask();
  expect(list).toHaveBeenCalledOnce();
  ownSettings.keep('key.list', 'L');
  ask();
  expect(list).toHaveBeenCalledOnce();
});
