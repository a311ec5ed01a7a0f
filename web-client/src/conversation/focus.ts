import { tick } from 'svelte';
import type { Action } from 'svelte/action';

/** Once what changed is on the screen, moves the keyboard there where what had it is gone; never away from what is still there. */
export async function focusIfLost(there: () => { focus(): void } | null | undefined): Promise<void> {
  await tick();
  if (document.activeElement === document.body) there()?.focus();
}

/** The same for the heading of a screen that came by itself. */
export const arriveIfLost: Action<HTMLElement> = (heading) => {
  void focusIfLost(() => heading);
};
