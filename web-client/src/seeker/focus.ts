import { tick } from 'svelte';
import type { Action } from 'svelte/action';

/** Moves focus to the heading of a screen that the person asked for, so that it is read and Tab goes on from there. */
export const arrive: Action<HTMLElement> = (heading) => heading.focus();

/** Moves focus to the heading of a screen where what had it went with the screen before; never away from what is still there. */
export const arriveIfLost: Action<HTMLElement> = (heading) => {
  void tick().then(() => {
    if (document.activeElement === document.body) heading.focus();
  });
};
