import { expect, it, vi } from 'vitest';
import { asksForKeys, pressed } from './keys';

const key = (init: KeyboardEventInit, target: Element = document.body) => {
  const event = new KeyboardEvent('keydown', { cancelable: true, bubbles: true, ...init });
  // The pretend browser takes Alt for AltGr; a real one knows them apart.
  event.getModifierState = (modifier) => modifier === 'AltGraph' && (init.modifierAltGraph ?? false);
  target.dispatchEvent(event);
  return event;
};

it('goes by the physical key, whatever it types', () => {
  const act = vi.fn();
  const event = key({ code: 'KeyJ', key: '∆', altKey: true });
  pressed(event, { KeyJ: act });
  expect(act).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
});

it.each<[string, KeyboardEventInit]>([
  ['AltGr', { code: 'KeyJ', key: 'j', altKey: true, modifierAltGraph: true }],
  ['AltGr as Windows sends it', { code: 'KeyJ', key: 'j', altKey: true, ctrlKey: true }],
  ['a letter alone', { code: 'KeyJ', key: 'j' }],
  ['a key that is held down', { code: 'KeyJ', key: 'j', altKey: true, repeat: true }],
  ['another key', { code: 'KeyX', key: 'x', altKey: true }],
])('leaves %s alone', (_, init) => {
  const act = vi.fn();
  const event = key(init);
  pressed(event, { KeyJ: act });
  expect(act).not.toHaveBeenCalled();
  expect(event.defaultPrevented).toBe(false);
});

it('asks for the keys outside fields only', () => {
  const field = document.body.appendChild(document.createElement('textarea'));
  const button = document.body.appendChild(document.createElement('button'));
  expect(asksForKeys(key({ key: '?', shiftKey: true }, button))).toBe(true);
  expect(asksForKeys(key({ key: '?', shiftKey: true }, field))).toBe(false);
  expect(asksForKeys(key({ key: '?', altKey: true }, button))).toBe(false);
  expect(asksForKeys(key({ key: '/' }, button))).toBe(false);
  document.body.replaceChildren();
});
