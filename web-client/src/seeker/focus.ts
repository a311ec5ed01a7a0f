import type { Action } from 'svelte/action';

/** Moves focus to the heading of a screen that the person asked for, so that it is read and Tab goes on from there. */
export const arrive: Action<HTMLElement> = (heading) => heading.focus();
