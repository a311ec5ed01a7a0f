import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { alongRows } from './rows';

const opened = vi.fn();
const press = (key: string, more: KeyboardEventInit = {}) => document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const at = () => document.activeElement?.id;

beforeEach(() => {
  document.body.innerHTML = `<table><tbody>
    <tr id="first" tabindex="-1"><td><button id="peek" data-peek>Peek</button><input id="field" /></td></tr>
    <tr id="gone" tabindex="-1" inert><td></td></tr>
    <tr id="second" tabindex="-1"><td><button id="answer">Answer</button></td></tr>
  </tbody></table>`;
  document.querySelector('table')?.addEventListener('keydown', alongRows);
  document.querySelector<HTMLElement>('#peek')?.addEventListener('click', opened);
});
afterEach(() => {
  document.body.innerHTML = '';
  opened.mockReset();
});

it('goes from row to row by the arrow keys, past one that is over, and stops at the ends', () => {
  document.querySelector<HTMLElement>('#peek')?.focus();
  press('ArrowDown');
  expect(at()).toBe('second');
  press('ArrowDown');
  expect(at()).toBe('second');
  press('ArrowUp');
  expect(at()).toBe('first');
  document.querySelector<HTMLElement>('#peek')?.focus();
  press('ArrowUp');
  expect(at()).toBe('first');
});

it('peeks with Enter on a row, and begins nothing else', () => {
  document.querySelector<HTMLElement>('#first')?.focus();
  press('Enter');
  expect(opened).toHaveBeenCalledOnce();
  document.querySelector<HTMLElement>('#second')?.focus();
  press('Enter');
  expect(opened).toHaveBeenCalledOnce();
});

it('presses with Enter what a row is for, once for each press', () => {
  const answer = document.querySelector<HTMLElement>('#answer')!;
  answer.dataset['enter'] = '';
  answer.addEventListener('click', opened);
  document.querySelector<HTMLElement>('#second')?.focus();
  press('Enter', { repeat: true });
  expect(opened).not.toHaveBeenCalled();
  press('Enter');
  expect(opened).toHaveBeenCalledOnce();
});

it('leaves the keys to a field, and to whoever holds another one', () => {
  document.querySelector<HTMLElement>('#field')?.focus();
  press('ArrowDown');
  expect(at()).toBe('field');
  document.querySelector<HTMLElement>('#peek')?.focus();
  press('ArrowDown', { altKey: true });
  expect(at()).toBe('peek');
});
